import { randomUUID } from 'node:crypto';
import {
  closeSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { isRecord } from '../../shared/guards.ts';

const lineFeed = 0x0a;
const headBytes = 16 * 1024;
/** A longer first line is not a header. */
const maxHeaderBytes = 1024 * 1024;
/** A lock is held for two file operations; an older one was left by a crash. */
const staleLockMs = 10_000;
const lockPollMs = 10;

/** Identifies one version of a file: each write creates a new file. */
export type Stamp = string;

/** The stamp of the file at the path; undefined when there is none. */
export async function readStamp(path: string): Promise<Stamp | undefined> {
  const found = await ignoreMissing(stat(path, { bigint: true }));
  return found && `${found.ino} ${found.size} ${found.mtimeNs}`;
}

/**
 * Reads only the first line; undefined when there is no file, '' when it is incomplete or too long.
 */
export async function readFirstLine(path: string): Promise<string | undefined> {
  const file = await ignoreMissing(open(path));
  if (!file) return undefined;
  try {
    let head = Buffer.alloc(0);
    for (;;) {
      const size = Math.max(headBytes, head.length);
      const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, head.length);
      head = Buffer.concat([head, buffer.subarray(0, bytesRead)]);
      const end = head.indexOf(lineFeed);
      if (end >= 0) return head.toString('utf8', 0, end);
      if (bytesRead === 0 || head.length > maxHeaderBytes) return '';
    }
  } finally {
    await file.close();
  }
}

/** Same as `readFirstLine`, but synchronous, for when the extension host shuts down. */
export function readFirstLineNow(path: string): string | undefined {
  if (!statSync(path, { throwIfNoEntry: false })) return undefined;
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(maxHeaderBytes);
    const end = head.subarray(0, readSync(file, head)).indexOf(lineFeed);
    return end < 0 ? '' : head.toString('utf8', 0, end);
  } finally {
    closeSync(file);
  }
}

/** The lines of a file's bytes, without line breaks and without the first line. */
export function* linesAfterFirst(bytes: Buffer): Generator<string, void, undefined> {
  let start = bytes.indexOf(lineFeed) + 1;
  while (start > 0 && start < bytes.length) {
    const end = bytes.indexOf(lineFeed, start);
    // A last line without a line break was cut off: either damaged, or complete and harmless.
    yield bytes.toString('utf8', start, end < 0 ? bytes.length : end);
    start = end + 1;
  }
}

function temporary(path: string): string {
  return `${path}.new-${randomUUID()}`;
}

/**
 * Replaces the whole file if its stamp is still `expected`. False, with nothing changed, if another
 * window was faster.
 */
export async function replaceFile(
  path: string,
  text: string,
  expected: Stamp | undefined,
): Promise<boolean> {
  await mkdir(dirname(path), { recursive: true });
  const written = temporary(path);
  try {
    await writeFile(written, text, { mode: 0o600, flush: true });
    return await withLock(`${path}.new-lock`, async () => {
      if ((await readStamp(path)) !== expected) return false;
      await rename(written, path);
      return true;
    });
  } finally {
    await rm(written, { force: true });
  }
}

/** Runs short work while no other window runs any under the same lock. */
async function withLock<T>(lock: string, work: () => Promise<T>): Promise<T> {
  while (!(await createLock(lock))) {
    const taken = await ignoreMissing(stat(lock));
    if (taken && taken.mtimeMs < Date.now() - staleLockMs) await rm(lock, { force: true });
    await setTimeout(lockPollMs);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

async function createLock(lock: string): Promise<boolean> {
  const created = writeFile(lock, '', { flag: 'wx' }).then(() => true);
  return (await ignoring('EEXIST', created)) ?? false;
}

/** Replaces the whole file synchronously. */
export function replaceFileNow(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const written = temporary(path);
  writeFileSync(written, text, { mode: 0o600 });
  renameSync(written, path);
}

/**
 * Renames an unreadable file, so that it is kept but out of the way. Returns its new path, or the
 * old one if the rename fails.
 */
export async function setAside(path: string): Promise<string> {
  const aside = `${path}.damaged-${Date.now()}`;
  return rename(path, aside).then(
    () => aside,
    () => path,
  );
}

/** The names in a folder; none if the folder does not exist. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await ignoreMissing(readdir(folder))) ?? [];
}

/** Deletes files that have had their present name since before that moment. */
export async function deleteOlder(folder: string, momentMs: number, pattern = /^/): Promise<void> {
  for (const name of (await namesIn(folder)).filter((one) => pattern.test(one))) {
    const path = join(folder, name);
    // A rename changes ctime but not mtime.
    const changed = await ignoreMissing(stat(path));
    if (changed && changed.ctimeMs < momentMs) await rm(path, { force: true, recursive: true });
  }
}

/** Undefined when a file that the work needs does not exist, or no longer exists. */
export function ignoreMissing<T>(work: Promise<T>): Promise<T | undefined> {
  return ignoring('ENOENT', work);
}

function ignoring<T>(code: string, work: Promise<T>): Promise<T | undefined> {
  return work.catch((error: unknown) => {
    if (isRecord(error) && error['code'] === code) return undefined;
    throw error;
  });
}
