import type { Answer } from '../answer.ts';
import type { ExpectationKind, ExpectationValues } from '../file/scenario.ts';
import type { Judgements } from '../judgement/judgements.ts';
import type { HostPlace } from '../../shared/privateHost.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';

/** What checks look at. */
export interface CheckSubject {
  /** The answer of the turn, or of all turns together. */
  readonly answer: Answer;
  /** Those of the turns so far, this one included. */
  readonly answers: readonly Answer[];
  /** The same turns as scripts see them. */
  readonly turns: readonly Readonly<Record<string, unknown>>[];
  /** True for the expectations on the whole conversation. */
  readonly isWhole: boolean;
  /** The scenario's variables, and the row of its data. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Base URL of the agent that answers; missing where a recording does. */
  readonly agentUrl?: string | undefined;
  /** What is in no result. The answers are without it. */
  readonly secrets: SecretList;
}

/** What checks ask for that is not in the answer. */
export interface CheckServices {
  /** Judges what the file or the agent can make slow. */
  readonly judgements: Judgements;
  /** A JSON file, by its path from the scenario's folder; rejects with `Unjudgeable`. */
  readonly readJson: (path: string) => Promise<unknown>;
  /** The answers of a recording, by its path from the scenario's folder; rejects with `Unjudgeable`. */
  readonly readAnswers: (path: string) => Promise<readonly Answer[]>;
  /** Why a link leads nowhere, as a sentence, for an agent in such a place; undefined where it leads somewhere. */
  readonly reachLink: (link: string, agent: HostPlace) => Promise<string | undefined>;
}

/** One part of an expectation, judged. */
export interface Verdict {
  /** The field of the expectation's value that it is about, where there are several. */
  readonly field?: string;
  /** What was expected, as half a sentence: `text contains "boots"`. */
  readonly title: string;
  readonly isMet: boolean;
  /** Why it is not met, as a sentence. */
  readonly message?: string;
  /** Texts of which a diff can be made. */
  readonly expected?: string;
  readonly actual?: string;
}

export type Check<K extends ExpectationKind> = (
  value: ExpectationValues[K],
  subject: CheckSubject,
  services: CheckServices,
) => readonly Verdict[] | Promise<readonly Verdict[]>;

/** A verdict whose reason, expected and actual are needed only when it is not met. */
export function verdict(
  title: string,
  isMet: boolean,
  why: () => Pick<Verdict, 'message' | 'expected' | 'actual'>,
  field?: string,
): Verdict {
  return { title, isMet, ...(field !== undefined && { field }), ...(!isMet && why()) };
}

/** One or several as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** As it is shown in a title. */
export function quote(text: string): string {
  return /^\/.+\/[a-z]*$/su.test(text) ? text : `"${text}"`;
}
