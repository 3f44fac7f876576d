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

/** Puts names before their values, and next to them, in notations that do it otherwise. */
export function labelsFirst(text: string): string {
  return text
    .replace(headerValue, '"$2": "$1"')
    .replace(awsValue, '$1: ')
    .replace(nameInBrackets, (line, _start, value: string, name: string) =>
      /\d/.test(value) && fieldOf(name) ? `${name}: ${value}` : line,
    );
}
