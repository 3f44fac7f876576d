import { randomUUID } from 'node:crypto';
import { type ConversationRecord, titleOf } from '../conversation/storage/conversationRecord.ts';
import type { Branch } from '../shared/conversationInfo.ts';
import { describeFailure } from '../shared/failure/describeFailure.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { formatDuration } from '../shared/format.ts';
import { formatLocale, t } from '../shared/l10n.ts';
import type { Turn, TurnItem, TurnPhase } from '../shared/model.ts';
import { visibleText } from '../shared/visibleText.ts';
import {
  type Block,
  eventBlocks,
  inputBlocks,
  noteOf,
  type TranscriptPart,
} from './transcriptBlocks.ts';

export interface TranscriptTurn {
  readonly heading: string;
  readonly parts: readonly TranscriptPart[];
}

export interface TranscriptBranch {
  /** Missing when there is only one branch. */
  readonly heading?: string;
  readonly turns: readonly TranscriptTurn[];
}

/**
 * A conversation in words, in the user's language. All texts are plain, with invisible characters
 * made visible; each format escapes them.
 */
export interface Transcript {
  readonly title: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly branches: readonly TranscriptBranch[];
}

export interface TranscriptOptions {
  readonly branches: 'all' | 'active';
  /** An IANA name; by default the machine's own time zone. */
  readonly timeZone?: string;
}

/** The conversation in words: what was sent, what came, when, and how it ended. */
export function transcriptOf(record: ConversationRecord, options: TranscriptOptions): Transcript {
  const { agent, createdAt, givenTitle } = record;
  const shown = shownBranches(record, options);
  const begun = momentText(createdAt, options, { dateStyle: 'long', timeStyle: 'short' });
  const active = record.branches.find(({ id }) => id === record.activeBranch);
  return {
    title: visibleText(titleOf(givenTitle, active?.turns ?? [])) || t('Conversation'),
    facts: [
      [t('Agent'), visibleText(agent.name)],
      [t('Business ID'), visibleText(agent.businessId)],
      [t('Agent ID'), visibleText(sentAgentIds(record))],
      [t('Base URL'), visibleText(agent.baseUrl)],
      [t('Customer'), visibleText(agent.clientKey)],
      [t('Started'), begun],
    ],
    branches: shown.map((branch) => ({
      ...(shown.length > 1 && { heading: branchHeading(branch, branch === active) }),
      turns: branch.turns.map((turn, index) => turnOf(turn, index + 1, options)),
    })),
  };
}

/**
 * The agent IDs that were actually sent, in the order of the turns; the agent's own if none was.
 */
function sentAgentIds({ agent, branches }: ConversationRecord): string {
  const sent = branches.flatMap(({ turns }) => turns.flatMap(({ agentId }) => agentId ?? []));
  return sent.length > 0 ? [...new Set(sent)].join(', ') : agent.agentId;
}

/** The conversation as data, with each event's original JSON in `raw`. */
export function transcriptJson(record: ConversationRecord, options: TranscriptOptions): string {
  // The requests and responses belong in a recording, and they include all branches.
  const { entries, ...said } = record;
  const texts = new RawTexts();
  const branches = shownBranches(record, options).map(({ turns, ...branch }) => ({
    ...branch,
    turns: turns.map((turn) => ({
      ...turn,
      items: turn.items.map((item) => withRaw(item, texts)),
    })),
  }));
  return `${texts.into(JSON.stringify({ ...said, branches }, null, 2))}\n`;
}

function withRaw(item: TurnItem, texts: RawTexts): unknown {
  if (item.type === 'failure') return item;
  const { rawText, ...event } = item.event;
  return { ...item, event: { ...event, raw: texts.placeholder(rawText) } };
}

function shownBranches({ branches, activeBranch }: ConversationRecord, options: TranscriptOptions) {
  return branches.filter(({ id }) => options.branches === 'all' || id === activeBranch);
}

function branchHeading({ id, parentId, forkedAfter = 0 }: Branch, isActive: boolean): string {
  const name = isActive ? t('Branch {id} (current)', { id }) : t('Branch {id}', { id });
  if (parentId === undefined) return name;
  const facts = { name, parentId, count: forkedAfter };
  return forkedAfter === 1
    ? t('{name}, split from branch {parentId} after 1 turn', facts)
    : t('{name}, split from branch {parentId} after {count} turns', facts);
}

function momentText(
  moment: number,
  { timeZone }: TranscriptOptions,
  style: Intl.DateTimeFormatOptions,
): string {
  return new Intl.DateTimeFormat(formatLocale(), { ...style, timeZone }).format(moment);
}

function turnOf(turn: Turn, number: number, options: TranscriptOptions): TranscriptTurn {
  const time = momentText(turn.sentAt, options, { dateStyle: 'medium', timeStyle: 'medium' });
  return {
    heading: turn.isReplay
      ? t('Turn {number}, {time}, replayed in a new session', { number, time })
      : t('Turn {number}, {time}', { number, time }),
    parts: [...turn.inputs.map(inputBlocks), ...turn.items.map(itemPart), endOf(turn)],
  };
}

function itemPart(item: TurnItem): TranscriptPart {
  const after = formatDuration(item.atMs);
  if (item.type === 'failure') {
    return { heading: t('Error, after {after}', { after }), blocks: failureBlocks(item.failure) };
  }
  const { heading: who, blocks } = eventBlocks(item.event);
  return { heading: t('{who}, after {after}', { who, after }), blocks };
}

function failureBlocks(failure: Failure): readonly Block[] {
  const { title, detail } = describeFailure(failure);
  return [title, detail].map((text) => noteOf(visibleText(text)));
}

function endOf({ phase, failure, items, stats, sessionId }: Turn): TranscriptPart {
  const figures = stats && [
    ...(stats.firstByteMs === undefined
      ? []
      : [t('first byte after {time}', { time: formatDuration(stats.firstByteMs) })]),
    t('{time} in total', { time: formatDuration(stats.totalMs) }),
    stats.events === 1 ? t('1 event') : t('{count} events', { count: stats.events }),
  ];
  const notes = [
    phase === 'answered' && items.length === 0 && t('The agent sent an empty response.'),
    figures?.join(' · '),
    sessionId !== undefined && t('Session {id}', { id: visibleText(sessionId) }),
  ];
  const blocks = [
    ...(failure ? failureBlocks(failure) : []),
    ...notes.flatMap((note) => (note ? [noteOf(note)] : [])),
  ];
  return { heading: phaseName(phase), blocks };
}

const phaseName = (phase: TurnPhase): string =>
  ({
    waiting: t('No response yet'),
    streaming: t('Response in progress'),
    answered: t('End of response'),
    stopped: t('Stopped'),
    failed: t('Failed'),
    interrupted: t('Interrupted'),
  })[phase];

/** Inserts original JSON texts into JSON that is made from values. */
class RawTexts {
  /** Random, so that it occurs in no other text. */
  readonly #mark = randomUUID();
  readonly #texts: string[] = [];

  /** A value that stands for the text until `into`. */
  placeholder(text: string): string {
    return `${this.#mark}-${this.#texts.push(text) - 1}`;
  }

  /** The JSON with each placeholder replaced by its text. */
  into(json: string): string {
    return json.replace(
      new RegExp(`"${this.#mark}-(\\d+)"`, 'g'),
      (_, index: string) => this.#texts[Number(index)] ?? 'null',
    );
  }
}
