import { Redaction } from '../../../src/recordings/redaction.ts';
import { chatDetails } from './redactionChatDetails.ts';
import { chatInnocents } from './redactionChatInnocents.ts';
import { corpusNames, seededDetails } from './redactionCorpus.ts';
import { seededInnocents } from './redactionInnocents.ts';

export interface RedactionMeasure {
  /** By kind: how many there are, and the texts in which a piece of the detail was left. */
  readonly details: ReadonlyMap<string, Counted>;
  /** By kind: how many there are, and the texts that did not stay as they were. */
  readonly innocents: ReadonlyMap<string, Counted>;
}

export interface Counted {
  readonly count: number;
  readonly wrong: readonly string[];
}

/** Redacts the seeded corpus, and the one of what people type, with the defaults. */
export function measureRedaction(): RedactionMeasure {
  const safe = (text: string) => new Redaction({ names: corpusNames }, '').text(text);
  const details = new Map<string, Counted>();
  for (const { kind, text, detail } of [...seededDetails(), ...chatDetails()]) {
    const isWhole = !safe(text).includes(detail) && !hasPiece(safe(text), detail);
    count(details, kind, text, isWhole);
  }
  const innocents = new Map<string, Counted>();
  for (const { kind, text } of [...seededInnocents(), ...chatInnocents()])
    count(innocents, kind, text, safe(text) === text);
  return { details, innocents };
}

/** Four digits or more of the detail, or half of its letters, in a row. */
function hasPiece(text: string, detail: string): boolean {
  const pieces = detail.match(/\p{Nd}{4,}|\p{L}{5,}/gu) ?? [];
  return pieces.some((piece) => !/^(?:phone|email)$/i.test(piece) && text.includes(piece));
}

function count(all: Map<string, Counted>, kind: string, text: string, isRight: boolean): void {
  const before = all.get(kind) ?? { count: 0, wrong: [] };
  all.set(kind, {
    count: before.count + 1,
    wrong: isRight ? before.wrong : [...before.wrong, text],
  });
}

/** The share of what is right. */
export function shareOf(all: ReadonlyMap<string, Counted>): number {
  const sums = [...all.values()];
  const wrong = sums.reduce((sum, one) => sum + one.wrong.length, 0);
  return 1 - wrong / sums.reduce((sum, one) => sum + one.count, 0);
}
