import { isExactNumber } from './exactJson.ts';
import { jsonTokens } from './scanJson.ts';

/**
 * A JSON text as JSON.stringify writes its value, but keeps numbers as sent and repeated names.
 * `spell` can write numbers differently.
 */
export function compactJson(text: string, spell = (number: string): string => number): string {
  const pieces: string[] = [];
  for (const token of jsonTokens(text)) {
    if (/^[-\d]/.test(token)) pieces.push(spell(token));
    else if (token.startsWith('"') && token.includes('\\'))
      pieces.push(JSON.stringify(JSON.parse(token)));
    else pieces.push(token);
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
