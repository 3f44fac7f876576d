import { t } from '../shared/l10n.ts';
import type { PastedAgent } from './paste/choice/candidates.ts';
import { PasteFindings } from './paste/choice/pasteFindings.ts';
import { plainCharacters } from './paste/containers/characters.ts';
import { parsedJson, scanPastedJson } from './paste/containers/jsonScan.ts';
import { plainText } from './paste/containers/plainText.ts';
import { scanText } from './paste/fields/textScan.ts';
import { readXml } from './paste/containers/xmlPairs.ts';

/** Longest paste that is read, in characters; what comes after is not looked at. */
const maxPasteLength = 1024 * 1024;

/** JSON as a text in JSON, as in Postman's bodies; deeper is nobody's mail. */
const maxNesting = 3;

/**
 * Finds an agent's values in whatever a developer pastes: the onboarding mail, a command, a program,
 * a settings file. Placeholders are not values. Never throws; every value occurs in the text, but for
 * its line breaks, and the base URL is an origin. Holds the key: not for logs.
 */
export function readPaste(text: string): PastedAgent {
  const findings = new PasteFindings();
  read(text.slice(0, maxPasteLength), findings, 0);
  return findings.result(text);
}

function read(text: string, findings: PasteFindings, nesting: number): void {
  const document = nesting < maxNesting ? parsedJson(text) : undefined;
  if (document === undefined) {
    readXml(plainCharacters(text), findings);
    scanText(plainText(text), findings);
    return;
  }
  const rest: string[] = [];
  scanPastedJson(document, findings, (inner) => {
    if (/^\s{0,100}[[{]/.test(inner)) read(inner, findings, nesting + 1);
    else rest.push(inner);
  });
  // Read at once: a document can have a hundred thousand short texts. No value crosses the line.
  scanText(plainText(rest.join('\n\n---\n\n')), findings);
}

/**
 * The key as it may be shown: its length, and its number where it is one of several; nothing of the key
 * itself.
 */
export function maskedKey(key: string, index = 0, keys: readonly string[] = [key]): string {
  const values = { count: key.length, number: index + 1, total: keys.length };
  if (keys.length > 1) return t('Key {number} of {total}, hidden ({count} characters)', values);
  return key.length === 1 ? t('Hidden (1 character)') : t('Hidden ({count} characters)', values);
}
