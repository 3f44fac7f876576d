import { t } from '../shared/l10n.ts';
import type { PastedAgent } from './paste/choice/candidates.ts';
import { PasteFindings } from './paste/choice/pasteFindings.ts';
import { plainCharacters } from './paste/containers/plainCharacters.ts';
import { parsedJson, scanPastedJson } from './paste/containers/jsonScan.ts';
import { plainText } from './paste/containers/plainText.ts';
import { scanText } from './paste/fields/scanText.ts';
import { readXml } from './paste/containers/readXml.ts';

/** Longest paste to read, in characters; the rest is ignored. */
const maxPasteLength = 1024 * 1024;

/** JSON as a string in JSON, as in Postman's bodies; no real paste goes deeper. */
const maxNesting = 3;

/**
 * Finds an agent's values in anything a developer pastes: the onboarding email, a command, a
 * program, a settings file. Placeholders are not values. Never throws. Every value occurs in the
 * text, except for its line breaks, and the base URL is an origin. The result holds the key, so
 * never log it.
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
  // In one go: a document can have a hundred thousand short texts. No value crosses the rule.
  scanText(plainText(rest.join('\n\n---\n\n')), findings);
}

/**
 * The label for a hidden key: its length, and its number if there are several; no part of the key.
 */
export function maskedKey(key: string, index = 0, keys: readonly string[] = [key]): string {
  const values = { count: key.length, number: index + 1, total: keys.length };
  if (keys.length > 1) return t('Key {number} of {total}, hidden ({count} characters)', values);
  return key.length === 1 ? t('Hidden (1 character)') : t('Hidden ({count} characters)', values);
}
