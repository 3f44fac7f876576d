import { isRecord } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import type { Path } from '../yaml/yamlPositions.ts';
import type { Scenario } from '../scenario.ts';
import type { DocumentProblem } from './schemaProblems.ts';
import { quoted } from '../textPattern.ts';
import { environmentName, ownValues } from '../yaml/ownValues.ts';
import { hasOpenReference, isFollowable, referencesOf, rootOf } from '../templates.ts';

/** Names that a response adds to those of variables and data. */
const answerNames: readonly string[] = [
  ...['text', 'texts', 'products', 'suggestions', 'buttons', 'rows', 'handovers', 'events'],
  'turns',
];

/** References to undefined names, and values that refer to themselves. */
export function referenceProblems(
  document: Readonly<Record<string, unknown>>,
  scenario: Scenario,
): readonly DocumentProblem[] {
  const { variables, env, data, turns } = scenario;
  const [first, ...others] = data;
  const columns = Object.keys(first ?? {}).filter((name) =>
    others.every((row) => Object.hasOwn(row, name)),
  );
  // Variables, and columns that every row has.
  const own = [...Object.keys(variables), ...columns];
  const known = { own, env: env.map(({ name }) => name) };
  const problems: DocumentProblem[] = [];
  /** `turn` is the number of earlier responses; undefined where no response is available. */
  const visit = (value: unknown, path: Path, turn?: number): void => {
    if (typeof value === 'string') {
      for (const name of referencesOf(value)) {
        const message = referenceProblem(name, known, turn);
        if (message !== undefined) problems.push({ path, message });
      }
      if (hasOpenReference(value)) {
        const message = t(
          'After {{, enter a name that ends with }}, for example {{products[0].title}}. To write literal braces, use \\{{.',
        );
        problems.push({ path, message });
      }
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index], turn));
    } else if (isRecord(value)) {
      for (const [key, inner] of Object.entries(value)) {
        // Braces in a script are its own.
        if (key !== 'script' || path.at(-2) !== 'expect') visit(inner, [...path, key], turn);
      }
    }
  };
  const list = document['turns'] as readonly Readonly<Record<string, unknown>>[];
  for (const [index, { expect, ...action }] of list.entries()) {
    visit(action, ['turns', index], index);
    // An expectation can use the response of its own turn.
    visit(expect, ['turns', index, 'expect'], index + 1);
  }
  visit(document['clientKey'], ['clientKey'], 0);
  visit(document['expect'], ['expect'], turns.length);
  visit(variables, ['variables']);
  visit(data, ['data']);
  return problems.length > 0 ? problems : valueProblems(scenario);
}

/** Each problem once, at the value that causes it: a row can make a variable endless. */
function valueProblems({ variables, data }: Scenario): readonly DocumentProblem[] {
  const isWritten = (value: unknown) => typeof value === 'string' && value.includes('{{');
  const written = Object.entries(variables).filter(([, value]) => isWritten(value));
  const rows = data.length > 0 ? data : [{}];
  const found = new Map<string, DocumentProblem>();
  for (const [index, row] of rows.entries()) {
    if (written.length === 0 && !Object.values(row).some(isWritten)) continue;
    for (const { name, message } of ownValues({ ...variables, ...row }).problems) {
      const path = Object.hasOwn(row, name) ? ['data', index, name] : ['variables', name];
      const place = JSON.stringify(path);
      if (!found.has(place)) found.set(place, { path, message });
    }
  }
  return [...found.values()];
}

/** `own` and `env` are the names that a reference can start with anywhere. */
function referenceProblem(
  name: string,
  { own, env }: { readonly own: readonly string[]; readonly env: readonly string[] },
  answersBefore: number | undefined,
): string | undefined {
  if (own.includes(name)) return undefined;
  if (!isFollowable(name))
    return t("{{{name}}} isn't a valid reference. Use, for example, {{products[0].title}}.", {
      name: quoted(name),
    });
  const root = rootOf(name);
  const names = { name, root };
  if (own.includes(root))
    return t(
      "{{{name}}} doesn't exist because {root} is a plain value. Use {{{root}}} instead.",
      names,
    );
  const variable = environmentName(name);
  if (root === 'env' && variable !== undefined) {
    if (env.includes(variable)) return undefined;
    return t('{0} isn\'t listed under "env". Add it: env: [{0}].', variable);
  }
  const isAnswer = answerNames.includes(root);
  if (!isAnswer) {
    const answers = answersBefore === undefined ? [] : answerNames;
    const known = [...own, ...env.map((one) => `env.${one}`), ...answers].join(', ');
    return t('Unknown variable "{root}". Available: {known}. To write literal braces, use \\{{.', {
      root: quoted(root),
      known,
    });
  }
  if (answersBefore === undefined)
    return t('No response is available here. Use {{{0}}} in a turn.', name);
  if (answersBefore > 0) return undefined;
  return t("{0} isn't available before the first response. Use it in a later turn.", root);
}
