import type { Answer } from '../answer.ts';
import type { ExpectationKind, ExpectationValues } from '../file/scenario.ts';
import type { Judgements } from '../judgement/judgements.ts';
import type { CheckResult } from '../run/results.ts';
import type { SecretList } from '../../shared/masking/secretRanges.ts';
import type { Choice } from '../../shared/model.ts';
import type { HostPlace } from '../../shared/privateHost.ts';

/** The data that checks judge. */
export interface CheckSubject {
  /** The response of the turn, or of all turns together. */
  readonly answer: Answer;
  /** The responses of the turns so far, including this one. */
  readonly answers: readonly Answer[];
  /** The same turns as scripts see them. */
  readonly turns: readonly Readonly<Record<string, unknown>>[];
  /** True for the expectations on the whole conversation. */
  readonly isWhole: boolean;
  /** The scenario's variables and its data row. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** Base URL of the responding agent; missing when a recording responds. */
  readonly agentUrl?: string | undefined;
  /** Never shown in a result. The responses are already masked. */
  readonly secrets: SecretList;
}

/** Services for what is not in the response. */
export interface CheckServices {
  /** Judges what the file or the agent could make slow. */
  readonly judgements: Judgements;
  /** A JSON file by its path from the scenario's folder; rejects with `Unjudgeable`. */
  readonly readJson: (path: string) => Promise<unknown>;
  /** A recording's responses by its path from the scenario's folder; rejects with `Unjudgeable`. */
  readonly readAnswers: (path: string) => Promise<readonly Answer[]>;
  /** Why a link is broken, as a sentence, for an agent at this place; undefined if it works. */
  readonly reachLink: (link: string, agent: HostPlace) => Promise<string | undefined>;
}

/** The judgement of one part of an expectation. */
export interface Verdict extends Pick<CheckResult, 'title' | 'message' | 'expected' | 'actual'> {
  /** The field of the expectation that it is about, if there are several. */
  readonly field?: string;
  readonly isMet: boolean;
}

export type Check<K extends ExpectationKind> = (
  value: ExpectationValues[K],
  subject: CheckSubject,
  services: CheckServices,
) => readonly Verdict[] | Promise<readonly Verdict[]>;

/** A verdict; the reason, expected and actual are computed only if it is not met. */
export function verdict(
  title: string,
  isMet: boolean,
  why: () => Pick<Verdict, 'message' | 'expected' | 'actual'>,
  field?: string,
): Verdict {
  return { title, isMet, ...(field !== undefined && { field }), ...(!isMet && why()) };
}

/** A single value or a list, as a list. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly T[]) : [value as T];
}

/** What a customer reads on a button or row. */
export function choiceTitle({ text, id }: Choice): string {
  return text ?? id ?? '';
}

/** As shown in a title. */
export function quote(text: string): string {
  return /^\/.+\/[a-z]*$/su.test(text) ? text : `"${text}"`;
}
