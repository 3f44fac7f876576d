import { fieldOf } from '../fields/labels.ts';

/** Swift and Objective-C write a header's value before its name. */
const headerValue =
  /(?:set|add)Value[(:][ \t]{0,4}@?"([^"\n]{1,600})"[ \t]{0,4},?[ \t]{0,4}forHTTPHeaderField:[ \t]{0,4}@?"([^"\n]{1,80})"/g;

/** The command line of AWS, and its shorthand: `--name /sofia/api_key --type … --value …`. */
const awsValue =
  /--name[ =]["']?([\w/.-]{1,200})["']?((?:[ \\\n]{1,40}--(?!value)[a-z-]{1,30}(?:[ =][\w.":/-]{1,80})?){0,6})[ \\\n]{1,40}--value[ =]/g;

/** `7d0f… (Business ID)`, and nothing else in the line. */
const nameInBrackets =
  /^([ \t]{0,8}(?:[-*•] )?["'`]?)([\w~+/.-]{8,512})["'`]? {1,4}\(([^()\n]{2,60})\)[ \t.,;]{0,8}$/gm;

/** `7d0f… is your business ID`. */
const nameBehind =
  /(?<![\w:=-])(?<![:=] {1,4})([\w~+/.-]{8,512})["'`]? (?:is|es|é) (?:(?:your|the|our|tu|su|el|la|o|a|seu|sua) )?([\p{L} _-]{4,40})/gu;
const othersWords =
  /(?<!\p{L})(?:other|another|old|previous|former|otr[ao]|antigu[ao]|anterior|outr[ao]|antig[ao])(?!\p{L})/iu;
const nextClause = / (?:and|y|e)(?: .*)?$/;

/** Puts names before their values, and next to them, in notations that do it otherwise. */
export function labelsFirst(text: string): string {
  return text
    .replace(headerValue, '"$2": "$1"')
    .replace(awsValue, '$1: ')
    .replace(nameBehind, (words, value: string, rest: string) => {
      const name = rest.replace(nextClause, '').trim();
      const isValue = /\d/.test(value) && !othersWords.test(name) && fieldOf(name);
      return isValue ? `${name}: ${value} ${rest.slice(name.length)}` : words;
    })
    .replace(nameInBrackets, (line, _start, value: string, name: string) =>
      /\d/.test(value) && fieldOf(name) ? `${name}: ${value}` : line,
    );
}
