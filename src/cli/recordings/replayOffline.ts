import type { HttpTransport } from '../../agentGraph/http/transport.ts';
import type { Exchange } from '../../recordings/exchanges.ts';
import { faultyReplay } from '../../recordings/replay/faultyReplay.ts';
import { replayTransport } from '../../recordings/replay/replayTransport.ts';
import { offlineClient, sendAgain, soundTurns } from '../../recordings/replay/turnsOf.ts';
import { applyFault } from '../../simulator/faults/faults.ts';
import type { FileCommandOf } from '../fileOptions.ts';
import { printTurn } from '../output/printer.ts';
import { printerFor } from '../output/printerFor.ts';
import type { CommandRun } from '../commandRun.ts';
import { inputsText, tellLeftOut } from './replayedTurns.ts';

/**
 * Sends the recorded turns through the client again; the recording responds, with faults where
 * requested. False when a turn was left out.
 */
export async function replayOffline(
  command: FileCommandOf<'replay'>,
  exchanges: readonly Exchange[],
  run: CommandRun,
): Promise<boolean> {
  const { speed, faults } = command;
  const { writeError, signal } = run;
  const printer = printerFor(command, run);
  const { sound, leftOut } = soundTurns(exchanges);
  tellLeftOut(leftOut, writeError);
  for (const [index, { exchange, turn: recorded }] of sound.entries()) {
    if (signal.aborted) break;
    const turn = index + 1;
    const fault = faults[index] ?? faults.at(-1);
    const transport: HttpTransport = fault
      ? faultyReplay({ exchange, speed, fault: (answer) => applyFault(fault, answer) })
      : replayTransport({ exchange, speed });
    printer.turnStarted(turn, inputsText(recorded));
    const stream = sendAgain(offlineClient(transport), exchange, recorded, signal);
    await printTurn(printer, turn, stream);
  }
  return leftOut.length === 0;
}
