// `npm run publish:as -- OWNER[/REPO] --publisher NAME`: puts the accounts that publish this project
// into every tracked file. The repository holds a placeholder until then.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs, promisify } from 'node:util';
import { GiveUp, runMain } from './report.ts';

const usage =
  'Name the repository and the publisher: npm run publish:as -- OWNER[/REPO] --publisher NAME';

/** Who publishes, as package.json says it; every other file repeats these. */
interface Accounts {
  /** On GitHub: `owner/name`. */
  readonly repository: string;
  /** On the Marketplace and Open VSX; the first half of the extension's ID. */
  readonly publisher: string;
}

interface Manifest {
  readonly name: string;
  readonly publisher: string;
  readonly repository: { readonly url: string };
}

await runMain(async () => {
  const manifest = JSON.parse(await readFile('package.json', 'utf8')) as Manifest;
  const accounts = readAccounts(manifest.name);
  const rename = renaming(manifest, accounts);
  const changed: string[] = [];
  for (const file of await trackedFiles()) {
    const bytes = await readFile(file);
    if (bytes.includes(0)) continue;
    const text = bytes.toString();
    const renamed = rename(text);
    if (renamed === text) continue;
    await writeFile(file, renamed);
    changed.push(file);
  }
  for (const file of changed) console.log(file);
  console.log(
    `${accounts.repository}, published by ${accounts.publisher}: files changed: ${changed.length}.`,
  );
  return 0;
});

/** Reads the arguments. Throws `GiveUp` with what is wrong. */
function readAccounts(packageName: string): Accounts {
  const { values, positionals } = parse();
  const [slug = '', ...more] = positionals;
  const [, owner, name = packageName] =
    /^([a-z\d](?:[a-z\d-]{0,37}[a-z\d])?)(?:\/([\w.-]+))?$/i.exec(slug) ?? [];
  const { publisher } = values;
  if (owner === undefined || publisher === undefined || more.length > 0) throw new GiveUp(usage);
  if (!/^[a-z\d][a-z\d-]*$/i.test(publisher))
    throw new GiveUp(`"${publisher}" can't be a publisher: use letters, digits, and hyphens.`);
  return { repository: `${owner}/${name}`, publisher };
}

function parse() {
  try {
    return parseArgs({ allowPositionals: true, options: { publisher: { type: 'string' } } });
  } catch {
    throw new GiveUp(usage);
  }
}

/** Replaces the accounts of the manifest by others, wherever a text has them. */
function renaming({ name, publisher, repository: { url } }: Manifest, to: Accounts) {
  const [, repository = ''] = /github\.com\/(.+?)\.git$/.exec(url) ?? [];
  const slugs = new RegExp(`(?<![\\w.-])${repository.replaceAll('.', '\\.')}(?![\\w-])`, 'g');
  // In a regular expression, the dot of an extension's ID is escaped.
  const ids = new RegExp(`(?<![\\w-])${publisher}(\\\\?\\.${name})(?![\\w-])`, 'g');
  return (text: string): string =>
    text
      .replaceAll(slugs, to.repository)
      .replaceAll(ids, `${to.publisher}$1`)
      .replace(`"publisher": "${publisher}"`, `"publisher": "${to.publisher}"`);
}

async function trackedFiles(): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)('git', ['ls-files', '-z'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.split('\0').filter((name) => name !== '');
}
