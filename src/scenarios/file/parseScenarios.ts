import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import { completeDocument, maxItems } from './completeDocument.ts';
import type { Origins } from './origins.ts';
import { readScenario } from './readScenario.ts';
import type { FileProblem, Scenario, ScenarioFile } from './scenario.ts';
import { scenarioErrors } from './problems/scenarioSchema.ts';
import { schemaProblems, type DocumentProblem } from './problems/schemaProblems.ts';
import { scenarioProblems } from './problems/scenarioProblems.ts';
import { SharedFiles, type NeighbourFiles } from './sharedFiles.ts';
import { readYaml, type YamlDocument } from './yaml/yamlFile.ts';

const start = { line: 1, column: 1 };
const alone: NeighbourFiles = { folders: [], contents: new Map() };

/**
 * Reads a `*.sofia.yaml` from text or bytes: one scenario per YAML document, with what it takes
 * from the files around it. Never throws, whatever the files contain. A document with a problem is
 * left out; the others are read.
 */
export function parseScenarios(
  path: string,
  content: string | Uint8Array,
  surroundings = alone,
): ScenarioFile {
  const place = path.replaceAll('\\', '/');
  const shared = new SharedFiles(place, surroundings);
  const { defaults, problems: faults } = shared.defaults();
  const scenarios: Scenario[] = [];
  const problems: FileProblem[] = [...faults];
  const documents = readYaml(content);
  const names = new Set<string>();
  const ids = new Set<string>();
  if (documents.length === 0) {
    const message = t('The file is empty. A scenario needs a name and turns.');
    problems.push({ at: { start, end: start }, message });
  }
  for (const document of documents) {
    const outcome = readDocument(document, shared);
    if ('problems' in outcome) {
      problems.push(...outcome.problems);
      continue;
    }
    const { scenario, origins } = outcome;
    const { name, id } = scenario;
    if (names.has(name)) {
      const message = t('Another scenario in this file is named "{0}". Rename this one.', name);
      problems.push({ at: origins.value(['name']), message });
    } else if (id !== undefined && ids.has(id)) {
      const message = t('Another scenario in this file has the ID "{0}". Change this one.', id);
      problems.push({ at: origins.value(['id']), message });
    } else scenarios.push(scenario);
    names.add(name);
    if (id !== undefined) ids.add(id);
  }
  return {
    path: place,
    // If the defaults are broken, their expectations are missing, and a pass would claim too much.
    scenarios: faults.length > 0 ? [] : scenarios,
    problems: unique(problems),
    sources: shared.asked,
    defaults,
  };
}

function readDocument(
  document: YamlDocument,
  shared: SharedFiles,
):
  | { readonly scenario: Scenario; readonly origins: Origins }
  | { readonly problems: readonly FileProblem[] } {
  if ('problem' in document) return { problems: [document.problem] };
  const { value, places } = document;
  if (!isRecord(value)) {
    const message = t('A scenario must be a mapping with name and turns.');
    return { problems: [{ at: places.value([]), message }] };
  }
  const long = longList(value);
  if (long) return { problems: [{ at: places.value(long.path), message: long.message }] };
  const { value: complete, origins, problems } = completeDocument(value, places, shared);
  if (problems.length > 0) return { problems };
  const placed = (problem: DocumentProblem) => origins.problem(problem);
  const shape = schemaProblems(complete, scenarioErrors(complete));
  if (shape.length > 0) return { problems: shape.map(placed) };
  const scenario = readScenario(complete, origins);
  const senseless = scenarioProblems(complete, scenario).map(placed);
  return senseless.length > 0 ? { problems: senseless } : { scenario, origins };
}

/** Scenarios that use the same file repeat its problems; keeps one of each. */
function unique(problems: readonly FileProblem[]): readonly FileProblem[] {
  const byText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...byText.values()];
}

/** The first list of turns or expectations that is too long: the schema check would be slow. */
function longList(document: Readonly<Record<string, unknown>>): DocumentProblem | undefined {
  const turns: readonly unknown[] = Array.isArray(document['turns']) ? document['turns'] : [];
  const lists = [
    { path: ['turns'], list: turns },
    { path: ['expect'], list: document['expect'] },
    ...turns.flatMap((turn, index) =>
      isRecord(turn) ? [{ path: ['turns', index, 'expect'], list: turn['expect'] }] : [],
    ),
  ];
  const long = lists.find(({ list }) => Array.isArray(list) && list.length > maxItems);
  const message = t('This list has more than {0} items.', String(maxItems));
  return long && { path: long.path, message };
}
