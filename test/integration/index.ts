import Mocha from 'mocha';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import { hangLimitMs } from '../support/hangLimit.ts';

/** In the npm package's VS Code the workbench logs to the same place; this tells us apart. */
const mark = '| ';

/** Longer than what waits inside a case, which can say more about what it waited for. */
const caseLimitMs = 2 * hangLimitMs;

function print(text: string): void {
  for (const line of text.split('\n')) console.log(mark + line);
}

/** Called by VS Code in the extension host: runs every suite that was built beside this file. */
export async function run(): Promise<void> {
  try {
    const failures = await runSuites();
    if (failures > 0) throw new Error(`${failures} integration tests failed`);
  } catch (error) {
    print(error instanceof Error ? (error.stack ?? error.message) : String(error));
    throw error;
  }
}

async function runSuites(): Promise<number> {
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => print(format(...args));
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: caseLimitMs });
  for (const name of await readdir(import.meta.dirname, { recursive: true })) {
    if (name.endsWith('.test.cjs')) mocha.addFile(join(import.meta.dirname, name));
  }
  return new Promise((resolve) => mocha.run(resolve));
}
