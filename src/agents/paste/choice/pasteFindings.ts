import { decodedValue } from '../containers/base64.ts';
import {
  type Candidate,
  type FieldGap,
  isAside,
  type PastedAgent,
  type PastedField,
  pastedFields,
  type Standing,
  type ValueOrigin,
  type ValueVerdict,
} from './candidates.ts';
import { environmentOf } from './environmentOf.ts';

export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const wholeUuid = new RegExp(`^${uuid}$`, 'i');

/** More than a person could choose from. */
const maxCandidates = 20;

/** From best to worst: a value found in several places gets the best of its standings. */
const ranks: readonly Standing[] = [
  'near',
  'plain',
  'remark',
  'mention',
  'comment',
  'disabled',
  'removed',
];

interface Finding {
  readonly value: string;
  readonly origin: ValueOrigin;
  readonly standing: Standing;
}

/** Collects the findings of the paste readers; the same value twice counts once. */
export class PasteFindings {
  readonly #values = new Map<PastedField, Map<string, Finding>>();
  readonly #gaps = new Map<PastedField, FieldGap>();
  readonly #unlabelled = new Map<string, string>();
  #hasUnreadableAddress = false;

  /** Adds a value of a field. */
  add(field: PastedField, value: string, origin: ValueOrigin = {}): void {
    const { scope } = origin;
    const values = this.#values.get(field) ?? new Map<string, Finding>();
    this.#values.set(field, values);
    const own = origin.standing ?? 'plain';
    const standing = own === 'plain' && scope?.isGraph ? 'near' : own;
    const identity = wholeUuid.test(value) ? value.toLowerCase() : value;
    const before = values.get(identity);
    if (!before && values.size >= maxCandidates) return;
    if (before && ranks.indexOf(before.standing) <= ranks.indexOf(standing)) return;
    // Keeps the first spelling and the better origin.
    values.set(identity, { value: before?.value ?? value, origin, standing });
  }

  /**
   * Adds what was read in a field's position: its value, or the reason why there is none. An
   * unreadable URL says nothing by itself: see `addUnreadableAddress`.
   */
  addVerdict(field: PastedField, verdict: ValueVerdict, origin: ValueOrigin, isLive = true): void {
    if (verdict.type === 'value') this.add(field, verdict.value, origin);
    if (verdict.type === 'gap' && verdict.gap !== 'unreadable' && isLive)
      this.addGap(field, verdict.gap);
  }

  /** Records why a field that appears in the paste has no value. */
  addGap(field: PastedField, gap: FieldGap): void {
    if (!this.#gaps.has(field)) this.#gaps.set(field, gap);
  }

  /** Records an Agent Graph URL behind a gateway that cannot be a base URL. */
  addUnreadableAddress(): void {
    this.#hasUnreadableAddress = true;
  }

  /** Adds a UUID without a label; dropped if it turns out to be a field's value. */
  addUnlabelled(value: string): void {
    const identity = value.toLowerCase();
    const isFull = this.#unlabelled.size >= maxCandidates;
    if (!this.#unlabelled.has(identity) && !isFull) this.#unlabelled.set(identity, value);
  }

  /** Everything found in `text`. */
  result(text: string): PastedAgent {
    const found: Partial<Record<PastedField, string>> = {};
    const ambiguous: Partial<Record<PastedField, readonly string[]>> = {};
    const candidates: Partial<Record<PastedField, readonly Candidate[]>> = {};
    const gaps: Partial<Record<PastedField, FieldGap>> = {};
    const unlabelled = new Map(this.#unlabelled);
    const isAllComment = this.#isAllComment();
    const keys = [...(this.#values.get('apiKey')?.values() ?? [])].map(({ value }) => value);
    for (const field of pastedFields) {
      const findings = this.#values.get(field) ?? new Map<string, Finding>();
      for (const identity of findings.keys()) unlabelled.delete(identity);
      const list = [...findings.values()].map((one) =>
        candidateOf(one, isAllComment, text, (words) => withoutPieces(words, keys)),
      );
      if (list.length > 0) candidates[field] = list;
      const { taken, several } = choose(field, list);
      const gap = this.#gapOf(field, list.length > 0);
      if (gap === 'unreadable' && taken) ambiguous[field] = [taken.value];
      else if (taken) found[field] = taken.value;
      else if (several.length > 0) ambiguous[field] = several.map(({ value }) => value);
      if (gap && found[field] === undefined) gaps[field] = gap;
    }
    return { found, ambiguous, candidates, gaps, unlabelled: [...unlabelled.values()] };
  }

  #gapOf(field: PastedField, hasCandidates: boolean): FieldGap | undefined {
    // The key is for that gateway, whatever other URLs appear.
    if (field === 'baseUrl' && this.#hasUnreadableAddress) return 'unreadable';
    return hasCandidates ? undefined : this.#gaps.get(field);
  }

  /** True if everything is commented out: then the user copied that part on purpose. */
  #isAllComment(): boolean {
    const standings = [...this.#values.values()].flatMap((values) =>
      [...values.values()].map(({ standing }) => standing),
    );
    return standings.every((standing) => standing === 'comment');
  }
}

/** Drops words that are pieces of a key. */
function withoutPieces(words: string | undefined, keys: readonly string[]): string | undefined {
  const isPiece = (word: string) =>
    word.length >= 5 && word !== 'sofia' && keys.some((key) => key.includes(word));
  const kept = words?.split(' ').filter((word) => !isPiece(word));
  return kept?.join(' ') || undefined;
}

function candidateOf(
  { value, origin, standing }: Finding,
  isAllComment: boolean,
  text: string,
  shown: (words: string | undefined) => string | undefined,
): Candidate {
  const { label, heading, written = value, isJoined = false } = origin;
  // For a value in pieces, search only its beginning.
  const at = text.indexOf(isJoined ? written.slice(0, 6) : written);
  return {
    value,
    standing: isAllComment ? 'plain' : standing,
    isJoined,
    isDecoded: !isJoined && decodedValue(written) === value,
    label: shown(label),
    heading: shown(heading),
    environment: environmentOf(label, heading),
    line: at === -1 ? undefined : text.slice(0, at).split(/\r\n?|\n/).length,
  };
}

/** Fields whose value is certain if it is in a request to Agent Graph. */
const ofRequest: ReadonlySet<PastedField> = new Set(['businessId', 'agentId', 'apiKey']);

interface Choice<T> {
  /** The chosen value. */
  readonly taken?: T;
  /** The values to ask the user about, if none is chosen. */
  readonly several: readonly T[];
}

/**
 * Chooses a field's value: the only one, or the only one near an Agent Graph URL; a remark only if
 * there is nothing else. Never one that is merely mentioned, commented out, switched off or struck
 * out.
 */
function choose<T extends { readonly standing: Standing }>(
  field: PastedField,
  candidates: readonly T[],
): Choice<T> {
  const usable = candidates.filter((one) => !isAside(one));
  const meant = usable.filter(({ standing }) => standing !== 'mention');
  if (meant.length === 0) return { several: usable };
  const spoken = meant.filter(({ standing }) => standing !== 'remark');
  const live = spoken.length > 0 ? spoken : meant;
  const near = live.filter(({ standing }) => standing === 'near');
  const taken = live.length === 1 ? live[0] : ofRequest.has(field) && near.length === 1 && near[0];
  return taken ? { taken, several: [] } : { several: live };
}
