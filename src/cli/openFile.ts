import { once } from 'node:events';
import { constants, createWriteStream } from 'node:fs';
import { open, stat, type FileHandle } from 'node:fs/promises';
import { finished } from 'node:stream/promises';
import { fileErrorCode } from '../recordings/readText.ts';

export interface OpenFile {
  readonly write: (text: string) => void;
  /** Resolves when everything is on disk; rejects when it is not. */
  readonly close: () => Promise<void>;
}

/**
 * Opens a file for writing: `w` empties it, `a` appends, `wx` requires a new file, which only its
 * owner can read. Rejects when it cannot be written, including a named pipe without a reader.
 */
export async function openFile(path: string, flags: 'w' | 'a' | 'wx'): Promise<OpenFile> {
  // Opening a pipe like a file would wait for a reader, and nothing could end the wait.
  const isNamedPipe = await stat(path).then(
    (found) => found.isFIFO(),
    () => false,
  );
  const probe = isNamedPipe ? await openReadPipe(path) : undefined;
  try {
    const stream = createWriteStream(path, { flags, ...(flags === 'wx' && { mode: 0o600 }) });
    await once(stream, 'open');
    const isOnDisk = finished(stream);
    // `close` awaits this promise; until then nothing awaits the error.
    isOnDisk.catch(() => undefined);
    return {
      write: (text) => void (stream.destroyed || stream.write(text)),
      close: async () => {
        if (!stream.destroyed) stream.end();
        await isOnDisk;
      },
    };
  } finally {
    // Closing earlier would show the reader an end of file.
    await probe?.close();
  }
}

async function openReadPipe(path: string): Promise<FileHandle> {
  try {
    return await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
  } catch (error) {
    if (fileErrorCode(error) !== 'ENXIO') throw error;
    throw new Error("It's a named pipe without a reader", { cause: error });
  }
}
