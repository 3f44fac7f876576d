import type { Language } from '../words/language.ts';
import type { Responder } from '../turn.ts';

/**
 * A rule applies when the text matches in any language. Patterns see the text from `plainWords`.
 */
export interface Rule extends Readonly<Record<Language, RegExp>> {
  readonly answer: Responder;
}

/** Rules by name; the first one that matches wins. */
export type RuleTable = Readonly<Record<string, Rule>>;
