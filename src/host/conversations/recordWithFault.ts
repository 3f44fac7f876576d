import * as vscode from 'vscode';
import {
  shownTurns,
  type ConversationRecord,
} from '../../conversation/storage/conversationRecord.ts';
import { ExchangeCollector, type Exchange } from '../../recordings/exchanges.ts';
import { faultyReplay } from '../../recordings/replay/faultyReplay.ts';
import { recordedTurn } from '../../recordings/replay/recordedTurn.ts';
import { recordExchanges } from '../../recordings/recordExchanges.ts';
import type { RecordingEntry } from '../../recordings/recording.ts';
import { answerOf, offlineClient, sendAgain } from '../../recordings/replay/turnsOf.ts';
import type { Turn } from '../../shared/model.ts';
import { cancellable } from '../platform/cancellable.ts';
import {
  applyFault,
  faultNames,
  parseFault,
  type FaultCall,
} from '../../simulator/faults/faults.ts';

/** Responses are generated this many times faster than recorded; their times stay as recorded. */
const speed = 20;

/**
 * The conversation as it would have gone with a fault in each response; the tester picks the fault.
 * Undefined if cancelled.
 */
export async function recordWithFault(
  record: ConversationRecord,
): Promise<ConversationRecord | undefined> {
  const fault = await pickFault();
  if (!fault) return undefined;
  const title = vscode.l10n.t('Adding the fault “{0}” to the responses…', fault.name);
  return cancellable(title, async (signal) => {
    const faulty = await faultyRecord(record, fault, signal);
    return signal.aborted ? undefined : faulty;
  });
}

async function pickFault(): Promise<FaultCall | undefined> {
  const items = Object.entries(faultNames).flatMap(([label, detail]) =>
    parseFault(label)?.at === 'invoke' ? { label, detail } : [],
  );
  const picked = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Replay with a Fault'),
    placeHolder: vscode.l10n.t('Choose what goes wrong in each response'),
    matchOnDetail: true,
  });
  return picked && parseFault(picked.label);
}

async function faultyRecord(
  record: ConversationRecord,
  fault: FaultCall,
  signal: AbortSignal,
): Promise<ConversationRecord> {
  const collector = new ExchangeCollector();
  for (const entry of record.entries) collector.add(entry);
  const turns: Turn[] = [];
  const entries: RecordingEntry[] = [];
  for (const turn of shownTurns(record)) {
    const exchange = collector.exchanges.find(({ request }) => request.turn === turn.id);
    turns.push(exchange ? await faultyTurn(turn, exchange, fault, signal, entries) : turn);
  }
  return { ...record, branches: [{ id: 1, turns }], activeBranch: 1, entries };
}

/** `entries` receives the requests and responses that would have been exchanged. */
async function faultyTurn(
  turn: Turn,
  exchange: Exchange,
  fault: FaultCall,
  signal: AbortSignal,
  entries: RecordingEntry[],
): Promise<Turn> {
  const recorded = recordedTurn(exchange);
  if (!recorded) return turn;
  const startedAt = performance.now();
  const elapsedMs = () => (performance.now() - startedAt) * speed;
  const { request } = exchange;
  const transport = recordExchanges({
    transport: faultyReplay({ exchange, speed, fault: (answer) => applyFault(fault, answer) }),
    write: (entry) =>
      entries.push(entry.type === 'request' ? { ...request, atMs: entry.atMs } : entry),
    elapsedMs: () => request.atMs + elapsedMs(),
    nextExchange: () => exchange.number,
  });
  const answer = await answerOf(
    sendAgain(offlineClient(transport, elapsedMs), exchange, recorded, signal),
  );
  const { phase, items, stats, failure, ...sent } = turn;
  return { ...sent, ...answer };
}
