import { t } from '../../shared/l10n.ts';
import { literal } from './yamlNodes.ts';

/** An expectation that holds for the answer it was made from. */
export interface ProposedExpectation {
  /** As the file says it: one check, and `warn` where a failure is a warning. */
  readonly expectation: Readonly<Record<string, unknown>>;
  /** What is expected, as a sentence without its full stop. */
  readonly title: string;
  /** Whether it is worth having in most tests. */
  readonly isChosen: boolean;
  readonly isWarning: boolean;
}

/** For what most tests want to know. */
export function sensible(title: string, expectation: object): ProposedExpectation {
  return proposed(title, expectation, true);
}

/** For what only some tests want to know, because an agent may well do it otherwise next time. */
export function possible(title: string, expectation: object): ProposedExpectation {
  return proposed(title, expectation, false);
}

/** For what is to be noticed and is no failure. */
export function warning(title: string, expectation: object): ProposedExpectation {
  return { ...proposed(title, { ...expectation, warn: true }, true), isWarning: true };
}

function proposed(title: string, expectation: object, isChosen: boolean): ProposedExpectation {
  return { expectation: literal({ ...expectation }), title, isChosen, isWarning: false };
}

/** Texts between quotes; of many only the first ones, and of long ones the beginning. */
export function quotedList(texts: readonly string[]): string {
  const shown = texts
    .slice(0, 3)
    .map((text) => `"${text.length > 40 ? `${text.slice(0, 39)}…` : text}"`);
  const rest = texts.length - shown.length;
  return [...shown, ...(rest > 0 ? [t('{0} more', String(rest))] : [])].join(', ');
}
