import { isExactNumber } from './exactJson.ts';
import { endOfNumber, endOfString } from './scanJson.ts';

/**
 * A JSON text as JSON.stringify writes its value, but keeps numbers as sent and repeated names.
 * `spell` can write numbers differently.
 */
export function compactJson(text: string, spell = (number: string): string => number): string {
  const pieces: string[] = [];
  for (let at = 0; at < text.length;) {
    const first = text.charAt(at);
    let end = at + 1;
    if (first === '"') {
      end = endOfString(text, at) + 1;
      const sent = text.slice(at, end);
      pieces.push(sent.includes('\\') ? JSON.stringify(JSON.parse(sent)) : sent);
    } else if (/[-\d]/.test(first)) {
      end = endOfNumber(text, at);
      pieces.push(spell(text.slice(at, end)));
    } else if (!/\s/.test(first)) pieces.push(first);
    at = end;
  }
  return pieces.join('');
}

/** The numbers in a JSON text that JavaScript spells differently, as sent, each once. */
export function oddNumbers(text: string): readonly string[] {
  const found = new Set<string>();
  compactJson(text, (number) => {
    if (String(Number(number)) !== number) found.add(number);
    return number;
  });
  return [...found];
}

/** The ones that cannot be held exactly. */
export function inexactNumbers(text: string): readonly string[] {
  return oddNumbers(text).filter((number) => !isExactNumber(number));
}
