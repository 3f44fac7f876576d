import { en } from './en.ts';
import { es } from './es.ts';
import { pt } from './pt.ts';

/** What Sofia says, by language. */
export const texts = { en, es, pt };
