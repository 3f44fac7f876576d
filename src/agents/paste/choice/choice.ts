import { isAside, type PastedField, type Standing } from './candidates.ts';

/** Fields of which the request to Agent Graph says which is meant. */
const ofRequest: ReadonlySet<PastedField> = new Set(['businessId', 'agentId', 'apiKey']);

interface Choice<T> {
  /** The one that is taken. */
  readonly taken?: T;
  /** Those of which the user chooses, where none is taken. */
  readonly several: readonly T[];
}

/**
 * Which of a field's values is taken: the only one, or the only one that stands with an address of Agent
 * Graph; a remark only where there is nothing else. Never one that is merely mentioned, commented, switched or struck out.
 */
export function choose<T extends { readonly standing: Standing }>(
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
