import { isRecord } from '../../shared/guards.ts';
import { t } from '../../shared/l10n.ts';
import type { Path } from './places.ts';
import type { Scenario } from './scenario.ts';
import type { DocumentProblem } from './schemaProblems.ts';
import { quoted } from './textPattern.ts';
import { hasOpenReference, isReference, referencesOf, rootOf } from './templates.ts';

/** What an answer gives to references beside the variables and the data. */
const answerNames = [
  'text',
  'texts',
  'products',
  'suggestions',
  'buttons',
  'rows',
  'handovers',
  'events',
  'turns',
] as const;

/** References to what nobody defines. */
export function referenceProblems(
  document: Readonly<Record<string, unknown>>,
  { variables, data, turns }: Scenario,
): readonly DocumentProblem[] {
  const [first, ...others] = data;
  const columns = Object.keys(first ?? {}).filter((name) =>
    others.every((row) => Object.hasOwn(row, name)),
  );
  const own = [...Object.keys(variables), ...columns];
  const problems: DocumentProblem[] = [];
  const visit = (value: unknown, path: Path, turn: number): void => {
    if (typeof value === 'string') {
      for (const name of referencesOf(value)) {
        const message = referenceProblem(name, own, turn);
        if (message !== undefined) problems.push({ path, message });
      }
      if (hasOpenReference(value)) problems.push({ path, message: openReference() });
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => visit(item, [...path, index], turn));
    } else if (isRecord(value)) {
      for (const [key, inner] of Object.entries(value)) {
        // A script has braces of its own.
        if (key !== 'script' || path.at(-2) !== 'expect') visit(inner, [...path, key], turn);
      }
    }
  };
  const list = Array.isArray(document['turns']) ? (document['turns'] as readonly unknown[]) : [];
  for (const [index, turn] of list.entries()) {
    if (!isRecord(turn)) continue;
    const { expect, ...action } = turn;
    visit(action, ['turns', index], index);
    // An expectation sees the answer of its own turn.
    visit(expect, ['turns', index, 'expect'], index + 1);
  }
  visit(document['clientKey'], ['clientKey'], 0);
  visit(document['expect'], ['expect'], turns.length);
  return problems;
}

function openReference(): string {
  return t(
    'After {{ comes no name that ends with }}. Write for example {{products[0].title}}; two braces that are meant as such: \\{{.',
  );
}

function referenceProblem(
  name: string,
  own: readonly string[],
  answersBefore: number,
): string | undefined {
  if (own.includes(name)) return undefined;
  if (!isReference(name))
    return t('{{{name}}} cannot be read. Write for example {{products[0].title}}.', {
      name: quoted(name),
    });
  const root = rootOf(name);
  if (own.includes(root)) return undefined;
  if (!(answerNames as readonly string[]).includes(root)) {
    const known = [...own, ...answerNames].join(', ');
    return t('Nothing is called {root}. Known: {known}. Two braces that are meant as such: \\{{.', {
      root: quoted(root),
      known,
    });
  }
  if (answersBefore > 0) return undefined;
  return t('There is no answer yet that {0} could come from. Use it in a later turn.', root);
}
