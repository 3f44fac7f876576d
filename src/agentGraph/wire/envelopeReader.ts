import { parseJson } from '../../shared/guards.ts';
import { maskJsonText, mayHoldSecrets } from '../../shared/masking/maskJson.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import { openEnvelope, type Envelope, type EnvelopePart } from './envelope.ts';
import { JsonIndex } from '../../shared/json/jsonIndex.ts';

/** The contents of one line, and the values of its parts if already parsed. */
export interface ReadEnvelope extends Envelope {
  /** The parsed values, in the order of the parts. */
  readonly values?: readonly unknown[];
}

/** The text around the events of a line, the same in nearly all lines of a response. */
interface Frame {
  /** Everything before the list of events; `tail` is everything after it. */
  readonly head: string;
  readonly tail: string;
  /** The path of the list. */
  readonly place: string;
  readonly sessionId?: string;
}

const nothing: readonly string[] = [];

/** Reads the lines of a response in order and masks secrets in them. */
export class EnvelopeReader {
  readonly #secrets: SecretList;
  #frame: Frame | undefined;

  constructor(secrets: SecretList) {
    this.#secrets = secrets;
  }

  /** Opens the line's envelope. Throws a SyntaxError for text that is not JSON. */
  read(text: string): ReadEnvelope {
    return this.#readFramed(text) ?? this.#readWhole(text);
  }

  /**
   * Reads a line with the frame of an earlier one, whose events have the same path. The frame was
   * JSON around one list, so it is around any other: only the list needs parsing.
   */
  #readFramed(text: string): ReadEnvelope | undefined {
    const frame = this.#frame;
    if (!frame || !text.endsWith(frame.tail) || !text.startsWith(frame.head)) return undefined;
    const { head, tail, place, sessionId } = frame;
    const list = text.slice(head.length, text.length - tail.length);
    if (mayHoldSecrets(list, this.#secrets)) return undefined;
    const values = parseList(list);
    // Nested lists need `openEnvelope`.
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

/** Undefined for anything but a list: the line may have another frame after all. */
function parseList(text: string): readonly unknown[] | undefined {
  if (!text.startsWith('[') || !text.endsWith(']')) return undefined;
  const values = parseJson(text);
  return Array.isArray(values) ? (values as readonly unknown[]) : undefined;
}

function textsOfItems(list: string): readonly string[] {
  const index = new JsonIndex(list);
  return index.items(index.root).map((item) => index.textOf(item));
}

/** The frame of a line whose only event is one object in a list. */
function frameOf(text: string, parts: readonly EnvelopePart[]): Frame | undefined {
  const [part] = parts;
  if (part?.type !== 'element' || parts.length > 1 || !part.text.startsWith('{')) return undefined;
  if (!/(?:^|\.)responseEvents\[0\]$/.test(part.place)) return undefined;
  const at = text.indexOf(`[${part.text}]`);
  // If the text appears twice, its path is ambiguous.
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
