import { compact } from '../../shared/compact.ts';
import type { Path, Places } from './yaml/yamlPositions.ts';
import type { Elsewhere, FileProblem, Scenario, SourceSpan } from './scenario.ts';
import type { DocumentProblem } from './problems/schemaProblems.ts';

/** Where a part of a scenario was written. */
export interface Origin {
  /** Missing means the scenario's own file. */
  readonly file?: string;
  readonly places: Places;
  readonly path: Path;
}

/**
 * Where the values of a scenario made from several files are written. Problems are reported in the
 * file that has them. Results of a run are placed in the scenario's own file, with a reference to
 * the other place.
 */
export class Origins {
  readonly #places: Places;
  /** By turn index; `top` is the index in the scenario's own list. */
  readonly turns = new Map<number, Origin & { readonly top: number }>();
  /** Expectations on the conversation that come from defaults, by index. */
  readonly expectations = new Map<number, Origin>();
  /** Fields that come from defaults. */
  readonly keys = new Map<string, Origin>();

  /** Set if the data come from a table: its path, its name in the scenario, and each row's line. */
  table: (NonNullable<Scenario['table']> & { readonly file: string }) | undefined;

  constructor(places: Places) {
    this.#places = places;
  }

  problem({ path, isKey, message }: DocumentProblem): FileProblem {
    const { table } = this;
    const [key, row] = path;
    if (table && key === 'data' && typeof row === 'number') {
      const start = { line: table.lines[row] ?? 1, column: 1 };
      return { file: table.file, at: { start, end: start }, message };
    }
    const { file, places, path: own } = this.#origin(path);
    return { at: places.at(own, isKey), message, ...compact({ file }) };
  }

  /** In the scenario's own file: a turn from another file is placed at its `use`. */
  value(path: Path): SourceSpan {
    return this.#places.value(this.#ownPath(path));
  }

  key(path: Path): SourceSpan {
    const own = this.#ownPath(path);
    return own.length < path.length ? this.#places.value(own) : this.#places.key(own);
  }

  /** Where a value or its key is written; undefined if that is the scenario's own file. */
  elsewhere(path: Path, isKey = false): Elsewhere | undefined {
    const { file, places, path: own } = this.#origin(path);
    return file === undefined ? undefined : { file, at: places.at(own, isKey).start };
  }

  #origin(path: Path): Origin {
    const [key, index] = path;
    const parts = key === 'turns' ? this.turns : key === 'expect' ? this.expectations : undefined;
    const part = typeof index === 'number' ? parts?.get(index) : undefined;
    if (part) return { ...part, path: [...part.path, ...path.slice(2)] };
    const given = this.keys.get(String(key));
    return given
      ? { ...given, path: [...given.path, ...path.slice(1)] }
      : { places: this.#places, path };
  }

  #ownPath(path: Path): Path {
    const [key, index, ...rest] = path;
    if (typeof index !== 'number') return path;
    if (key === 'expect' && this.expectations.has(index)) return ['name'];
    const turn = key === 'turns' ? this.turns.get(index) : undefined;
    if (!turn) return path;
    return turn.file === undefined ? ['turns', turn.top, ...rest] : ['turns', turn.top];
  }
}
