/** What a paste can name, in the order in which it is shown. */
const pastedFields = ['businessId', 'agentId', 'apiKey', 'baseUrl', 'clientKey', 'name'] as const;

export type PastedField = (typeof pastedFields)[number];

/** What a paste says about an agent. */
export interface PastedAgent {
  /** Fields with exactly one value in the paste. */
  readonly found: Readonly<Partial<Record<PastedField, string>>>;
  /** Fields with several values, in the order of the paste: the user chooses. */
  readonly ambiguous: Readonly<Partial<Record<PastedField, readonly string[]>>>;
  /** Fields of which the paste shows only a part, for example `sofia_live_****1234`. */
  readonly masked: readonly PastedField[];
  /** UUIDs that nothing names. The key can be among them, so they are not for logs. */
  readonly unlabelled: readonly string[];
}

export const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

const wholeUuid = new RegExp(`^${uuid}$`, 'i');

/** More than a person could choose from. */
const maxCandidates = 20;

/** Gathers what the readers of a paste find: the same value twice is one. */
export class Findings {
  readonly #values = new Map<PastedField, Map<string, string>>();
  readonly #masked = new Set<PastedField>();
  readonly #unlabelled = new Map<string, string>();

  /** Notes a value of a field. */
  add(field: PastedField, value: string): void {
    const values = this.#values.get(field) ?? new Map<string, string>();
    this.#values.set(field, values);
    keep(values, value);
  }

  /** Notes that a field stands there with a part of it hidden. */
  addMasked(field: PastedField): void {
    this.#masked.add(field);
  }

  /** Notes a UUID without a name; it is forgotten if a field turns out to have it. */
  addUnlabelled(value: string): void {
    keep(this.#unlabelled, value);
  }

  /** All that was found so far. */
  result(): PastedAgent {
    const found: Partial<Record<PastedField, string>> = {};
    const ambiguous: Partial<Record<PastedField, readonly string[]>> = {};
    const unlabelled = new Map(this.#unlabelled);
    for (const field of pastedFields) {
      const values = this.#values.get(field) ?? new Map<string, string>();
      const [first, second] = values.values();
      if (second !== undefined) ambiguous[field] = [...values.values()];
      else if (first !== undefined) found[field] = first;
      for (const identity of values.keys()) unlabelled.delete(identity);
    }
    const masked = pastedFields.filter(
      (field) => this.#masked.has(field) && !this.#values.has(field),
    );
    return { found, ambiguous, masked, unlabelled: [...unlabelled.values()] };
  }
}

function keep(values: Map<string, string>, value: string): void {
  const identity = wholeUuid.test(value) ? value.toLowerCase() : value;
  if (!values.has(identity) && values.size < maxCandidates) values.set(identity, value);
}
