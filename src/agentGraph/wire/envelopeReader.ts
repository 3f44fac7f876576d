import { maskJsonText, mayHoldSecrets } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import { openEnvelope, type Envelope, type EnvelopePart } from './envelope.ts';
import { JsonIndex } from '../../shared/json/jsonIndex.ts';

/** What one line holds, and the values of its parts where they are known already. */
export interface ReadEnvelope extends Envelope {
  /** In the order of the parts, as JSON.parse makes them. */
  readonly values?: readonly unknown[];
}

/** What stands around the events of a line, which is the same in nearly all lines of an answer. */
interface Frame {
  /** Up to the list of events, and behind it. */
  readonly head: string;
  readonly tail: string;
  /** Of the list. */
  readonly place: string;
  readonly sessionId?: string;
}

const nothing: readonly string[] = [];

/** Reads the lines of an answer, one after the other, and masks them in place. */
export class EnvelopeReader {
  readonly #secrets: SecretList;
  #frame: Frame | undefined;

  constructor(secrets: SecretList) {
    this.#secrets = secrets;
  }

  /** The line's envelope, opened. Throws a SyntaxError for a text that is not JSON. */
  read(text: string): ReadEnvelope {
    return this.#readFramed(text) ?? this.#readWhole(text);
  }

  /**
   * A line of the same frame as one before has its events in the same place: where the frame was JSON
   * around one list, it is around every other, and only the list has to be parsed.
   */
  #readFramed(text: string): ReadEnvelope | undefined {
    const frame = this.#frame;
    if (!frame || !text.endsWith(frame.tail) || !text.startsWith(frame.head)) return undefined;
    const { head, tail, place, sessionId } = frame;
    const list = text.slice(head.length, text.length - tail.length);
    if (mayHoldSecrets(list, this.#secrets)) return undefined;
    const values = parseList(list);
    // Lists within it are opened.
    if (!values || values.some(Array.isArray)) return undefined;
    const texts = values.length === 1 ? [list.slice(1, -1).trim()] : textsOfItems(list);
    const parts = texts.map((one, at): EnvelopePart => {
      const part = { type: 'element', text: one, place: `${place}[${at}]` } as const;
      return sessionId === undefined ? part : { ...part, sessionId };
    });
    return { parts, repeatedNames: nothing, values };
  }

  #readWhole(text: string): ReadEnvelope {
    JSON.parse(text);
    const safe = maskJsonText(text, this.#secrets);
    const envelope = openEnvelope(safe);
    if (safe === text && envelope.repeatedNames.length === 0)
      this.#frame = frameOf(text, envelope.parts) ?? this.#frame;
    return envelope;
  }
}

/** Undefined for what is no list: the text around it may be of another frame after all. */
function parseList(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  try {
    const values: unknown = JSON.parse(text);
    return Array.isArray(values) ? (values as readonly unknown[]) : undefined;
  } catch {
    return undefined;
  }
}

function textsOfItems(list: string): readonly string[] {
  const index = new JsonIndex(list);
  return index.items(index.root).map((item) => index.textOf(item));
}

/** The frame of a line that holds one object as its only event, in a list. */
function frameOf(text: string, parts: readonly EnvelopePart[]): Frame | undefined {
  const [part] = parts;
  if (part?.type !== 'element' || parts.length > 1 || !part.text.startsWith('{')) return undefined;
  if (!/(?:^|\.)responseEvents\[0\]$/.test(part.place)) return undefined;
  const at = text.indexOf(`[${part.text}]`);
  // The same text elsewhere would be another place.
  if (at === -1 || text.indexOf(part.text, at + 2) !== -1 || text.indexOf(part.text) !== at + 1)
    return undefined;
  const { sessionId } = part;
  return {
    head: text.slice(0, at),
    tail: text.slice(at + part.text.length + 2),
    place: part.place.replace(/\[0\]$/, ''),
    ...(sessionId !== undefined && { sessionId }),
  };
}
