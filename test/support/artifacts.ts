import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { copyFile, lstat, mkdir, readdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

// What the suites produce is kept for the scan that ends `npm test`, and only then: it names the
// folder in this variable. Whoever produces something calls one of these functions.

/** The folder, where there is one. */
export const artifactsDir = process.env['ASK_SOFIA_ARTIFACTS'];

/** Nothing that the suites produce is as long; what is too long is noted, and fails the scan. */
const maxBytes = 64 * 1024 * 1024;

let count = 0;

/** A new path below the producer's folder that tells which file of tests wrote there. */
function newPath(folder: string, producer: string, name: string): string {
  const script = basename(process.argv[1] ?? 'node').replace(/\.\w+$/, '');
  count += 1;
  return join(folder, producer, `${script}-${process.pid}-${Date.now()}-${count}`, name);
}

/** Keeps texts of one producer together, each under its name. */
export function keepTexts(producer: string, texts: Readonly<Record<string, string>>): void {
  if (artifactsDir === undefined) return;
  const path = newPath(artifactsDir, producer, '');
  mkdirSync(path, { recursive: true });
  for (const [name, text] of Object.entries(texts)) {
    if (text.length > maxBytes) noteTooLong(artifactsDir, join(path, name));
    else writeFileSync(join(path, name), text);
  }
}

/** Keeps the files below a folder, but those that `isLeftOut` says; links and sockets never. */
export async function keepFolder(
  producer: string,
  folder: string,
  isLeftOut: (path: string) => boolean = () => false,
): Promise<void> {
  if (artifactsDir === undefined) return;
  await copyBelow(artifactsDir, folder, newPath(artifactsDir, producer, ''), '', isLeftOut);
}

/** Keeps one file. */
export async function keepFile(producer: string, path: string): Promise<void> {
  if (artifactsDir === undefined) return;
  await keepCopy(artifactsDir, path, newPath(artifactsDir, producer, basename(path)));
}

async function copyBelow(
  artifacts: string,
  source: string,
  target: string,
  at: string,
  isLeftOut: (path: string) => boolean,
): Promise<void> {
  for (const entry of await readdir(join(source, at), { withFileTypes: true })) {
    const path = join(at, entry.name);
    if (isLeftOut(path)) continue;
    if (entry.isDirectory()) await copyBelow(artifacts, source, target, path, isLeftOut);
    else if (entry.isFile()) await keepCopy(artifacts, join(source, path), join(target, path));
  }
}

async function keepCopy(artifacts: string, source: string, target: string): Promise<void> {
  const { size } = await lstat(source);
  if (size > maxBytes) {
    noteTooLong(artifacts, target);
    return;
  }
  await mkdir(dirname(target), { recursive: true });
  await copyFile(source, target);
}

function noteTooLong(artifacts: string, path: string): void {
  appendFileSync(join(artifacts, 'tooLong.txt'), `${path}\n`);
}
