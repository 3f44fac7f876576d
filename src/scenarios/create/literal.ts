import { mapTexts } from './mapTexts.ts';

/**
 * A value that is meant as it is, as a scenario file has to say it: two braces in its texts are no
 * reference. The names of its fields stay.
 */
export function literal<T>(value: T): T {
  return mapTexts(value, (text) => text.replaceAll('{{', '\\{{')) as T;
}
