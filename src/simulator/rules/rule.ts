import type { Language } from '../words/language.ts';
import type { Responder } from '../turn.ts';

/** When a text matches in any language, that answer is given. Patterns see `plainText`. */
export interface Rule extends Readonly<Record<Language, RegExp>> {
  readonly name: string;
  readonly answer: Responder;
}
