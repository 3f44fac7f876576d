import { t } from '../../shared/l10n.ts';
import { literal, type Mapping } from './yamlNodes.ts';

/** An expectation that holds for the response it was made from. */
export interface ProposedExpectation {
  /** As written in the file: one check, plus `warn` if a failure is only a warning. */
  readonly expectation: Mapping;
  /** The expectation as a sentence without a full stop. */
  readonly title: string;
  /** Whether it is useful in most scenarios. */
  readonly isChosen: boolean;
  readonly isWarning: boolean;
}

export type Proposals = readonly ProposedExpectation[];

/** For what most scenarios should check. */
export function sensible(title: string, expectation: object): ProposedExpectation {
  return proposed(title, expectation, true);
}

/** For what may well change in the next response, so only some scenarios should check it. */
export function possible(title: string, expectation: object): ProposedExpectation {
  return proposed(title, expectation, false);
}

/** For what should be noticed but not fail the scenario. */
export function warning(title: string, expectation: object): ProposedExpectation {
  return { ...proposed(title, { ...expectation, warn: true }, true), isWarning: true };
}

function proposed(title: string, expectation: object, isChosen: boolean): ProposedExpectation {
  return { expectation: literal({ ...expectation }), title, isChosen, isWarning: false };
}

/** Quoted texts: only the first of many, and only the beginning of long ones. */
export function quotedList(texts: readonly string[]): string {
  const shown = texts
    .slice(0, 3)
    .map((text) => `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`);
  const rest = texts.length - shown.length;
  return [...shown, ...(rest > 0 ? [t('{0} more', String(rest))] : [])].join(', ');
}
