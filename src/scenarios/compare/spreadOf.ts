import { compact } from '../../shared/compact.ts';
import type { AskedRun, Spread } from '../../shared/compare/spread.ts';
import type { Product } from '../../shared/model.ts';
import { answerParts, type Answer } from '../answer.ts';
import { percentileOf } from '../checks/latencyCheck.ts';
import { compareAnswers } from './compareAnswers.ts';
import { wordDiff } from './wordDiff.ts';

interface Run {
  readonly number: number;
  readonly answer: Answer;
}

/** How much the responses to the same message differ. */
export function spreadOf(asked: readonly AskedRun[]): Spread {
  const runs = asked.flatMap(({ number, answer }) =>
    answer ? [{ number, answer: answerParts(answer) }] : [],
  );
  const answers = runs.map(({ answer }) => answer);
  const groups = groupsOf(runs);
  return {
    answered: runs.length,
    failed: asked.length - runs.length,
    groups,
    products: productsOf(answers),
    ...compact({
      productOverlap: overlapOf(answers.map(({ products }) => new Set(products.map(keyOf)))),
      handoverRate: runs.length > 0 ? answers.filter(isHandedOver).length / runs.length : undefined,
      firstByteMs: timesOf(answers, 'firstByteMs'),
      totalMs: timesOf(answers, 'totalMs'),
      outlier: groups.length > 1 ? outlierOf(runs) : undefined,
    }),
  };
}

function groupsOf(runs: readonly Run[]): Spread['groups'] {
  const groups: { readonly first: Answer; readonly numbers: number[] }[] = [];
  for (const { number, answer } of runs) {
    const group = groups.find(({ first }) => compareAnswers(first, answer).isSame);
    if (group) group.numbers.push(number);
    else groups.push({ first: answer, numbers: [number] });
  }
  return groups.map(({ numbers }) => numbers).toSorted((one, other) => other.length - one.length);
}

/** Needs three responses: of two, neither differs more than the other. */
function outlierOf(runs: readonly Run[]): number | undefined {
  if (runs.length < 3) return undefined;
  const sums = runs.map(() => 0);
  for (const [index, { answer }] of runs.entries()) {
    for (const [before, other] of runs.slice(0, index).entries()) {
      const distance = distanceOf(other.answer, answer);
      sums[index] = (sums[index] ?? 0) + distance;
      sums[before] = (sums[before] ?? 0) + distance;
    }
  }
  return runs[sums.indexOf(Math.max(...sums))]?.number;
}

/** Each difference counts as 1; a changed text counts by its share of changed words. */
function distanceOf(before: Answer, after: Answer): number {
  return compareAnswers(before, after).differences.reduce(
    (sum, one) => sum + (one.type === 'text' ? textDistance(one) : 1),
    0,
  );
}

function textDistance({ before, after }: Partial<Record<'before' | 'after', string>>): number {
  if (before === undefined || after === undefined) return 1;
  const lengths = { same: 0, added: 0, removed: 0 };
  for (const { text, change } of wordDiff(before, after)) lengths[change] += text.length;
  const changed = lengths.added + lengths.removed;
  return changed / (changed + 2 * lengths.same);
}

function productsOf(answers: readonly Answer[]): Spread['products'] {
  const counts = new Map<string, { readonly product: Product; runs: number }>();
  for (const { products } of answers) {
    for (const [key, product] of new Map(products.map((one) => [keyOf(one), one]))) {
      const known = counts.get(key);
      if (known) known.runs += 1;
      else counts.set(key, { product, runs: 1 });
    }
  }
  return [...counts.values()].toSorted((one, other) => other.runs - one.runs);
}

function overlapOf(sets: readonly ReadonlySet<string>[]): number | undefined {
  const shares = sets.flatMap((set, index) =>
    sets.slice(0, index).flatMap((other) => {
      const all = new Set([...set, ...other]);
      return all.size === 0 ? [] : [(set.size + other.size - all.size) / all.size];
    }),
  );
  if (shares.length === 0) return undefined;
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

function keyOf({ productId, title }: Product): string {
  return productId ? `id ${productId}` : `title ${title ?? ''}`;
}

function isHandedOver({ handovers }: Answer): boolean {
  return handovers.some(({ triggered }) => triggered);
}

function timesOf(answers: readonly Answer[], field: 'firstByteMs' | 'totalMs') {
  const times = answers.flatMap(({ stats }) => stats?.[field] ?? []);
  if (times.length === 0) return undefined;
  return { p50: percentileOf(times, 50), p95: percentileOf(times, 95) };
}
