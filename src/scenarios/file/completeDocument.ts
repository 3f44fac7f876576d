import { posix } from 'node:path';
import { isRecord, isString } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import { csvRows } from './csvRows.ts';
import { Origins, type Origin } from './origins.ts';
import type { Path, Places } from './yaml/yamlPositions.ts';
import type { FileProblem } from './scenario.ts';
import type { SharedFiles } from './sharedFiles.ts';

type Values = Readonly<Record<string, unknown>>;

/** Limit for a scenario's turns and for the expectations of one place. */
export const maxItems = 1_000;

/** Limit for the nesting of files that use each other. */
const maxDepth = 20;

/** Fields that rule out one from the defaults: "4 of 5" sets its own number of runs. */
const rivals: Readonly<Record<string, string>> = { agent: 'agents', repeat: 'passRate' };

/** More problems in one scenario do not help anyone. */
const maxProblems = 100;

/**
 * The scenario with everything that it takes from other files: the turns of each `use`, the rows of
 * its table, and missing fields from the defaults. `problems` says why it is incomplete.
 */
export function completeDocument(
  document: Values,
  places: Places,
  files: SharedFiles,
): Pick<Completion, 'value' | 'origins' | 'problems'> {
  const completion = new Completion(document, places, files);
  completion.addDefaults();
  completion.addExpectations();
  if (Array.isArray(document['turns'])) {
    completion.value['turns'] = completion.turns;
    completion.addTurns(document['turns'], { places, path: ['turns'] });
  }
  completion.addTable();
  return completion;
}

class Completion {
  readonly value: Record<string, unknown>;
  readonly origins: Origins;
  readonly problems: FileProblem[] = [];
  /** Those of the scenario, including those of the files it uses. */
  readonly turns: unknown[] = [];
  readonly #files: SharedFiles;
  /** Files being read, innermost last. */
  readonly #around: string[];
  #isFull = false;

  constructor(document: Values, places: Places, files: SharedFiles) {
    this.value = { ...document };
    this.origins = new Origins(places);
    this.#files = files;
    this.#around = [files.path];
  }

  addDefaults(): void {
    for (const { file, value, places } of this.#files.defaults().defaults.toReversed())
      for (const [key, one] of Object.entries(value)) {
        const isGiven = [key, rivals[key] ?? key].some((name) => Object.hasOwn(this.value, name));
        if (key === 'expect' || isGiven) continue;
        this.value[key] = one;
        this.origins.keys.set(key, { file, places, path: [key] });
      }
  }

  /** The defaults' expectations come after the scenario's own. */
  addExpectations(): void {
    const own = this.value['expect'] ?? [];
    if (!Array.isArray(own)) return;
    const all: unknown[] = [...(own as readonly unknown[])];
    for (const { file, value, places } of this.#files.defaults().defaults) {
      // The schema of defaults has been checked.
      for (const [index, one] of ((value['expect'] ?? []) as readonly unknown[]).entries()) {
        this.origins.expectations.set(all.length, { file, places, path: ['expect', index] });
        all.push(rebased(one, file, this.#files.path));
      }
    }
    if (all.length > 0) this.value['expect'] = all;
  }

  /** Replaces the name of a table with its rows. */
  addTable(): void {
    const name = this.value['data'];
    if (!isString(name)) return;
    const file = this.#files.locate(name, this.#files.path);
    const content = file === undefined ? undefined : this.#files.content(file);
    if (file === undefined || content === undefined) {
      const message = file === undefined ? outsideOfProject() : noFile(file);
      this.problems.push({ at: this.origins.value(['data']), message });
      return;
    }
    const table = csvRows(content);
    if ('problem' in table) {
      const { line, message } = table.problem;
      const start = { line, column: 1 };
      this.problems.push({ file, at: { start, end: start }, message });
      return;
    }
    this.value['data'] = table.rows.map((row) => row.values);
    this.origins.table = { file, name, lines: table.rows.map(({ line }) => line) };
  }

  /** `top`: index of the `use` in the scenario's own list. */
  addTurns(list: readonly unknown[], origin: Origin, top?: number): void {
    for (const [index, turn] of list.entries()) {
      // Each file may use the next one many times, so the total needs a limit.
      if (this.#isFull || this.problems.length > maxProblems) return;
      const own = { ...origin, path: [...origin.path, index] };
      const place = top ?? index;
      if (isRecord(turn) && isString(turn['use'])) this.#use(turn, turn['use'], own, place);
      else if (this.turns.length < maxItems) {
        this.origins.turns.set(this.turns.length, { ...own, top: place });
        this.turns.push(origin.file === undefined ? turn : this.#moved(turn, origin.file));
      } else {
        this.#isFull = true;
        this.#refuse(own, [], t('This list has more than {0} items.', String(maxItems)));
      }
    }
  }

  #use(turn: Values, name: string, origin: Origin, top: number): void {
    const from = this.#around.at(-1) ?? '';
    const path = this.#files.locate(name, from);
    const refuse = (message: string) => this.#refuse(origin, ['use'], message);
    if (Object.keys(turn).length > 1)
      return refuse(
        t('A turn with "use" can\'t have other keys. Put its expectations in that file.'),
      );
    if (path === undefined) return refuse(outsideOfProject());
    if (this.#around.length > maxDepth)
      return refuse(
        t('Files that use each other are nested more than {0} levels deep here.', String(maxDepth)),
      );
    if (this.#around.includes(path)) return refuse(t('{0} uses itself. Remove this step.', name));
    const read = this.#files.yaml(path);
    if (!read) return refuse(noFile(path));
    const [document, second] = read;
    if (document && 'problem' in document)
      return void this.problems.push({ ...document.problem, file: path });
    const list = document?.value;
    if (!document || !Array.isArray(list) || list.length === 0 || second)
      return refuse(
        t("{0} isn't a list of turns. A list of turns starts like this: - say: hello", name),
      );
    this.#around.push(path);
    this.addTurns(list, { file: path, places: document.places, path: [] }, top);
    this.#around.pop();
  }

  #refuse({ file, places, path }: Origin, step: Path, message: string): void {
    const at = places.value([...path, ...step]);
    this.problems.push({ at, message, ...(file !== undefined && { file }) });
  }

  #moved(turn: unknown, file: string): unknown {
    if (!isRecord(turn) || !Array.isArray(turn['expect'])) return turn;
    const expect = turn['expect'].map((one) => rebased(one, file, this.#files.path));
    return { ...turn, expect };
  }
}

function outsideOfProject(): string {
  return t("The file must be in this project's folders. Use a path relative to this file.");
}

function noFile(path: string): string {
  return t("File not found: {0}. Paths are relative to this file's folder.", path);
}

/** An expectation with its file paths rewritten to be relative to `to`. */
function rebased(expectation: unknown, from: string, to: string): unknown {
  if (!isRecord(expectation)) return expectation;
  const { baseline, jsonSchema } = expectation;
  const moved = (path: unknown) =>
    isString(path) && !posix.isAbsolute(path)
      ? posix.join(posix.relative(posix.dirname(to), posix.dirname(from)), path)
      : path;
  return {
    ...expectation,
    ...(isString(baseline) && { baseline: moved(baseline) }),
    ...(isRecord(baseline) && {
      baseline: { ...baseline, recording: moved(baseline['recording']) },
    }),
    ...(isRecord(jsonSchema) && {
      jsonSchema: { ...jsonSchema, schema: moved(jsonSchema['schema']) },
    }),
  };
}
