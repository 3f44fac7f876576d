import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type {
  FieldGap,
  PastedAgent,
  PastedField,
} from '../../../src/agents/paste/choice/candidates.ts';

type Fields<T> = Partial<Record<PastedField, T>>;

/** What is right for a paste, as a row of the tables in `test/fixtures/pastes` says it. */
export interface PasteReading {
  /** What is found; a list where the user chooses. */
  readonly right: Fields<string | readonly string[]>;
  /** What the paste names without a value that can be taken, and why: the user is asked for it. */
  readonly asked: Fields<FieldGap>;
  /** Values that the user can choose, and that are never taken by themselves or were not preferred. */
  readonly offered: Fields<readonly string[]>;
  /** UUIDs that nothing names. */
  readonly unnamed: readonly string[];
}

interface Row extends Partial<PasteReading> {
  readonly what: string;
  readonly paste: string;
}

const folder = join(import.meta.dirname, '../../fixtures/pastes');

/** Every row of every table. */
export const pasteCorpus = readdirSync(folder)
  .sort()
  .flatMap((file) => {
    const { pastes } = parse(readFileSync(join(folder, file), 'utf8')) as { pastes: Row[] };
    return pastes.map(({ what, paste, right = {}, asked = {}, offered = {}, unnamed = [] }) => {
      const expected: PasteReading = { right, asked, offered, unnamed };
      return { file: file.replace('.yaml', ''), what, paste, expected };
    });
  });

/** What was found in a paste, in the words of the tables. */
export function readingOf(pasted: PastedAgent): PasteReading {
  const { found, ambiguous, candidates, gaps, unlabelled } = pasted;
  const others = Object.entries(candidates).map(([field, list]) => {
    const key = field as PastedField;
    const shown = [found[key], ...(ambiguous[key] ?? [])];
    return [key, list.map(({ value }) => value).filter((one) => !shown.includes(one))] as const;
  });
  const offered = Object.fromEntries(others.filter(([, list]) => list.length > 0));
  return { right: { ...found, ...ambiguous }, asked: gaps, offered, unnamed: unlabelled };
}
