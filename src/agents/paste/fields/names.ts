import type { PasteFindings } from '../choice/pasteFindings.ts';
import type { Label } from './labels.ts';
import { judgeValue } from './values.ts';

/** A line that names the shop or the agent: `Shop: Luna`, `Nombre de la tienda = Luna`. */
const nameLine = new RegExp(
  '^[ \\t]{0,8}(?:[-*•+#]{1,6}[ \\t]{1,4})?(?:(?:export|const|let|var) )?["\'`*_|@]{0,6}[ \\t]{0,2}(?:' +
    [
      '(?:sofia|connectly|your)?[ _]?(?:shop|store|brand|agent|bot|tienda|loja|marca|agente|business)' +
        '[ _-]?(?:name|nombre|nome)',
      '(?:nombre|nome) (?:de(?: la| tu|l)?|d[oa])(?: su| seu| sua)? ' +
        '(?:tienda|loja|agente?|comercio|negocio|negócio|bot|empresa|marca|shop)',
      'shop|store|brand|tienda|loja|marca|agente?|business|negocio|negócio|empresa|comercio',
    ].join('|') +
    ')["\'`*_]{0,6}[ \\t]{0,8}(?:[:=|]|\\t)[*_]{0,4}[ \\t]{0,20}(?<name>[^\\n]{1,200})',
  'gimu',
);

/** The start of an agent in VS Code's settings or in a `.sofia/agents.json`. */
const settingsHead =
  /["'](?:askSofia\.)?agents["']\s{0,20}:\s{0,20}\{\s{0,20}(["'])(?<name>[^"'\n]{1,100})\1\s{0,20}:\s{0,20}\{/g;

const nameKey =
  /^(?:shop|store|brand|agent|bot|business|merchant)_?name$|^(?:shop|store|brand|tienda|loja)$/i;

/** True for a JSON key that names a shop or an agent. */
export function isNameKey(key: string): boolean {
  return nameKey.test(key);
}

/** Finds the shop's or the agent's name where a line or a setting states it. */
export function readName(text: string, labels: readonly Label[], findings: PasteFindings): void {
  const starts = labels.map(({ start }) => start);
  let next = 0;
  for (const match of text.matchAll(nameLine)) {
    const name = match.groups?.['name'] ?? '';
    const at = match.index + match[0].length - name.length;
    while ((starts[next] ?? Infinity) < at) next += 1;
    const limit = starts[next] ?? Infinity;
    addName(valueOf(name.slice(0, Math.max(0, limit - at))), findings);
  }
  for (const match of text.matchAll(settingsHead)) addName(match.groups?.['name'] ?? '', findings);
}

/** Adds the text to the findings if it is a name. */
export function addName(text: string, findings: PasteFindings): void {
  // `demo-agent-2` is an ID, and `shop.name` is code.
  const isOneWord = !/\s/.test(text);
  if (/https?:|[{}$();=]/.test(text) || (isOneWord && /\d/.test(text))) return;
  const verdict = judgeValue('name', text, 'quoted');
  if (verdict.type === 'value') findings.add('name', verdict.value);
}

/** Strips the quotes, marks and cell border around a name. */
function valueOf(line: string): string {
  const quoted = /^(["'`])([^"'`]{1,100})\1/.exec(line);
  if (quoted) return quoted[2] ?? '';
  return (line.split(/ \||\t| #|,$|[<>]/, 1)[0] ?? '').trim();
}
