import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { fileErrorCode } from '../recordings/readText.ts';

/** A file that is being written. */
export interface OpenFile {
  readonly write: (text: string) => void;
  /** Resolves when everything is on the disk; rejects when it is not. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a file for writing; `w` empties it, `a` goes on, `wx` wants a new one that only its owner can
 * read. Rejects where it cannot be written, also for a named pipe that nobody reads.
 */
export async function openFile(path: string, flags: 'w' | 'a' | 'wx'): Promise<OpenFile> {
  // Opened like a file, a pipe would wait for a reader, and nothing could end that.
  const probe = (await isNamedPipe(path)) ? await openReadPipe(path) : undefined;
  try {
    const stream = createWriteStream(path, { flags, ...(flags === 'wx' && { mode: 0o600 }) });
    await once(stream, 'open');
    const isOnDisk = finished(stream);
    // Kept until `close` asks for it, since a fault in between is nobody's yet.
    isOnDisk.catch(() => undefined);
    return {
      write: (text) => void (stream.destroyed || stream.write(text)),
      close: async () => {
        if (!stream.destroyed) stream.end();
        await isOnDisk;
      },
    };
  } finally {
    // Not before: the reader would see the end.
    await probe?.close();
  }
}

async function isNamedPipe(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFIFO();
  } catch {
    return false;
  }
}

async function openReadPipe(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (fileErrorCode(error) !== 'ENXIO') throw error;
    throw new Error('It is a named pipe that nobody reads', { cause: error });
  }
}
