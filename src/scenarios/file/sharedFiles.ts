import { posix } from 'node:path';
import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import type { Places } from './yaml/yamlPositions.ts';
import type { FileProblem } from './scenario.ts';
import { defaultsErrors } from './problems/scenarioSchema.ts';
import { schemaProblems } from './problems/schemaProblems.ts';
import { readYaml } from './yaml/yamlFile.ts';

/** Applies to all scenarios in its folder and below. */
export const defaultsName = 'sofia.defaults.yaml';

/** The files around a scenario file; paths are of the same kind as its own. */
export interface NeighbourFiles {
  /** From the outermost relevant folder down to the file's own; empty means no other files. */
  readonly folders: readonly string[];
  /** The files read so far; undefined for a missing file. */
  readonly contents: ReadonlyMap<string, string | Uint8Array | undefined>;
}

/** The contents of a `sofia.defaults.yaml`. */
export interface Defaults {
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly places: Places;
}

/** The files that the scenarios of one file use; each is parsed once. */
export class SharedFiles {
  /** The scenario file. */
  readonly path: string;
  readonly #surroundings: NeighbourFiles;
  readonly #asked = new Set<string>();
  readonly #yaml = new Map<string, ReturnType<typeof readYaml>>();
  #defaults: ReturnType<typeof readDefaults> | undefined;

  constructor(path: string, surroundings: NeighbourFiles) {
    this.path = path;
    this.#surroundings = surroundings;
  }

  /** Paths of the requested files, whether or not they exist. */
  get asked(): readonly string[] {
    return [...this.#asked];
  }

  /** The path of a file named in another file; undefined outside the project. */
  locate(name: string, from: string): string | undefined {
    const path = posix.join(posix.dirname(from), name.replaceAll('\\', '/'));
    const [root = posix.dirname(this.path)] = this.#surroundings.folders;
    const within = posix.relative(root, path);
    const isOutside = within === '..' || within.startsWith('../') || posix.isAbsolute(within);
    return isOutside || posix.isAbsolute(name) || /^[a-z]:/i.test(name) ? undefined : path;
  }

  content(path: string): string | Uint8Array | undefined {
    this.#asked.add(path);
    return this.#surroundings.contents.get(path);
  }

  /** Undefined if there is no such file. */
  yaml(path: string): ReturnType<typeof readYaml> | undefined {
    const content = this.content(path);
    if (content === undefined) return undefined;
    const read = this.#yaml.get(path) ?? readYaml(content);
    this.#yaml.set(path, read);
    return read;
  }

  /** The defaults for the file, outermost folder first. */
  defaults(): ReturnType<typeof readDefaults> {
    this.#defaults ??= readDefaults(this, this.#surroundings.folders);
    return this.#defaults;
  }
}

function readDefaults(
  files: SharedFiles,
  folders: readonly string[],
): { readonly defaults: readonly Defaults[]; readonly problems: readonly FileProblem[] } {
  const defaults: Defaults[] = [];
  const problems: FileProblem[] = [];
  for (const folder of folders) {
    const file = posix.join(folder, defaultsName);
    const [document, second] = files.yaml(file) ?? [];
    if (!document) continue;
    if ('problem' in document) {
      problems.push({ ...document.problem, file });
      continue;
    }
    const { value, places } = document;
    if (second || !isRecord(value)) {
      const message = t(
        'Defaults must be a single mapping, for example with "expect" or "timeoutMs".',
      );
      problems.push({ at: places.value([]), message, file });
      continue;
    }
    const wrong = schemaProblems(value, defaultsErrors(value));
    for (const { path, isKey, message } of wrong)
      problems.push({ at: places.at(path, isKey), message, file });
    if (wrong.length === 0) defaults.push({ file, value, places });
  }
  return { defaults, problems };
}
