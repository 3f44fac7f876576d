import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { faultNames } from '../../src/simulator/faults/faults.ts';
import { root } from '../paths.ts';
import { expectationReference } from './expectationReference.ts';
import { markdownTable, plainMarkdown } from './markdownTable.ts';
import { agentFieldsTable, settingsTable } from './settingsTables.ts';

/** Documents with parts that the code writes, by the name in the part's marks. */
const parts: Readonly<Record<string, Readonly<Record<string, () => string | Promise<string>>>>> = {
  'docs/agents-and-settings.md': { settings: settingsTable, agents: agentFieldsTable },
  'docs/scenario-reference.md': { expectations: expectationReference },
  'docs/simulator.md': { faults: faultsTable },
};

function faultsTable(): string {
  const rows = Object.entries(faultNames).map(([name, text]) => [
    `\`${name}\``,
    plainMarkdown(text),
  ]);
  return markdownTable(['Fault', 'What happens'], rows);
}

/** Every document that has generated parts, as it should be. Throws when a mark is missing. */
export async function generateDocs(): Promise<ReadonlyMap<string, string>> {
  const documents = new Map<string, string>();
  for (const [file, generators] of Object.entries(parts)) {
    let text = await readFile(join(root, file), 'utf8');
    for (const [name, generate] of Object.entries(generators)) {
      const [begin, end] = [`<!-- ${name}: npm run docs -->`, `<!-- end of ${name} -->`];
      const [from, to] = [text.indexOf(begin), text.indexOf(end)];
      if (from < 0 || to < from) throw new Error(`${file} has no part "${name}".`);
      text = `${text.slice(0, from + begin.length)}\n\n${await generate()}\n\n${text.slice(to)}`;
    }
    documents.set(file, text);
  }
  return documents;
}
