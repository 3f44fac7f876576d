import { createInterface } from 'node:readline';
import { inputLines } from '../standardInput.ts';

/** Where the chat's lines come from. */
export interface ChatInput {
  /** True for a person at a terminal, who sees what they typed. */
  readonly isTyped: boolean;
  /** The lines, each when the previous one is done with. Ends at the end of input. */
  readonly lines: AsyncIterable<string>;
  /** Does work that Ctrl+C stops; the signal also follows the command's own. */
  readonly stoppable: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
}

/** Standard input. The signal ends it. */
export function chatInput(signal: AbortSignal): ChatInput {
  return process.stdin.isTTY ? terminalInput(signal) : pipedInput(signal);
}

/** Lines of a file or a program. Ctrl+C ends the command. */
function pipedInput(signal: AbortSignal): ChatInput {
  return { isTyped: false, lines: inputLines(signal), stoppable: (work) => work(signal) };
}

/** Lines with a prompt and a history. Ctrl+C stops the work, or else ends the input. */
function terminalInput(signal: AbortSignal): ChatInput {
  const { stdin: input, stdout: output } = process;
  let working: AbortController | undefined;
  const lines = async function* () {
    const terminal = createInterface({ input, output, prompt: '> ', signal });
    let isOpen = true;
    terminal.once('close', () => (isOpen = false));
    terminal.on('SIGINT', () => {
      if (working) working.abort();
      else terminal.close();
    });
    try {
      terminal.prompt();
      for await (const line of terminal) {
        yield line;
        if (isOpen) terminal.prompt();
      }
    } finally {
      terminal.close();
    }
  };
  return {
    isTyped: true,
    lines: lines(),
    stoppable: async (work) => {
      working = new AbortController();
      try {
        return await work(AbortSignal.any([working.signal, signal]));
      } finally {
        working = undefined;
      }
    },
  };
}
