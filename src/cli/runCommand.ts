import type { CommandRun } from './commandRun.ts';
import type { ParsedArguments } from './options.ts';
import { pageLanguage, speak } from './output/speak.ts';
import type { TestCommand } from './test/testOptions.ts';

/** 2 is also the code of wrong usage. */
export const exitCodes = { answered: 0, failed: 1, cannotRun: 2 } as const;

export type ParsedCommand = Exclude<ParsedArguments, { readonly type: 'usage' | 'shown' }>;

/**
 * Runs the command and returns its exit code. A part of the program is loaded by the command that
 * needs it. Throws `CannotRun`.
 */
export async function runCommand(command: ParsedCommand, run: CommandRun): Promise<number> {
  if (command.type === 'scenarios') return runScenarios(command.command, run);
  const isDone = await runOther(command, run);
  return isDone ? exitCodes.answered : exitCodes.failed;
}

async function runOther(
  command: Exclude<ParsedCommand, { readonly type: 'scenarios' }>,
  run: CommandRun,
): Promise<boolean> {
  if (command.type === 'version') {
    const { default: manifest } = await import('../../package.json', { with: { type: 'json' } });
    run.write(`${manifest.version}\n`);
    return true;
  }
  if (command.type === 'file') {
    if (command.command.type === 'export' && command.command.format === 'html')
      await speak(pageLanguage(command.command.language, process.env));
    const { runFileCommand } = await import('./recordings/runFileCommand.ts');
    return runFileCommand(command.command, run);
  }
  if (command.type === 'check') {
    const { check } = await import('./checkCommand.ts');
    return check(command.options, run);
  }
  if (command.type === 'simulate') {
    const { simulate } = await import('./simulateCommand.ts');
    return simulate(command.options, run);
  }
  if (command.type === 'chat') {
    const { chat } = await import('./chat/chatCommand.ts');
    return chat(command.options, run);
  }
  const { ask, record } = await import('./askCommand.ts');
  return command.type === 'ask' ? ask(command.options, run) : record(command.options, run);
}

async function runScenarios(command: TestCommand, run: CommandRun): Promise<number> {
  const { isTTY: isTty = false, columns: width = 80 } = process.stdout;
  const surroundings = { ...run, isTty, width, env: process.env };
  const { reporters, language } = command.options;
  if (reporters.some(({ name }) => name === 'html'))
    await speak(pageLanguage(language, process.env));
  if (command.type === 'test') {
    const { runTests } = await import('./test/testCommand.ts');
    return runTests(command.options, surroundings);
  }
  const { runMerge } = await import('./test/runMerge.ts');
  return runMerge(command.options, surroundings);
}
