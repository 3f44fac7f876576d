// `node scripts/releaseNotes.ts VERSION`: prints what the changelog says about a version.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.ts';
import { GiveUp, runMain } from './report.ts';

await runMain(async () => {
  const [version = ''] = process.argv.slice(2);
  const notes = sectionOf(version, await readFile(join(root, 'CHANGELOG.md'), 'utf8'));
  if (notes === undefined)
    throw new GiveUp(`CHANGELOG.md has no section for "${version}", or nothing in it.`);
  console.log(notes);
  return 0;
});

/**
 * The text below a version's heading, each paragraph and item on one line: in the notes of a release,
 * GitHub shows every line break. Undefined if the section is missing or empty.
 */
function sectionOf(version: string, changelog: string): string | undefined {
  const section = changelog.split(/^## /m).find((text) => text.startsWith(`[${version}]`));
  if (section === undefined) return undefined;
  const [, ...lines] = section.split('\n');
  // The addresses of the versions follow the last section.
  const text = lines.filter((line) => !/^\[[^\]]+\]: /.test(line)).join('\n');
  return text.replaceAll(/\n +(?![-*] )(?=\S)/g, ' ').trim() || undefined;
}
