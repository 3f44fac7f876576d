import { compact } from '../../shared/compact.ts';
import type { AnswerComparison, ChoiceList, Difference } from '../../shared/comparison.ts';
import type { Mark, ShownAnswer, ShownLine, ShownTurn } from '../../shared/shownAnswer.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import { answerParts, type Answer } from '../answer.ts';
import { compareAnswers } from './compareAnswers.ts';
import { comparedChoice } from './compareChoices.ts';
import { failureKey, handoverFacts, kindsOf, othersOf } from './compareEvents.ts';
import { wordDiff } from './wordDiff.ts';

type Version = 'before' | 'after';

/** Both responses with their differences; nothing is marked if one is missing. */
export function shownAnswers(
  a: TurnAnswer | undefined,
  b: TurnAnswer | undefined,
): Pick<ShownTurn, 'a' | 'b' | 'differences' | 'latency'> {
  const [before, after] = [a && answerParts(a), b && answerParts(b)];
  const comparison = before && after && compareAnswers(before, after);
  return {
    ...(a && before && { a: shownAnswer(a, before, comparison, 'before') }),
    ...(b && after && { b: shownAnswer(b, after, comparison, 'after') }),
    ...(comparison && {
      differences: comparison.differences.length,
      latency: comparison.latency,
    }),
  };
}

function shownAnswer(
  { phase, stats }: TurnAnswer,
  answer: Answer,
  comparison: AnswerComparison | undefined,
  side: Version,
): ShownAnswer {
  const differences = comparison?.differences ?? [];
  return {
    phase,
    texts: shownTexts(answer.texts, differences, side),
    products: shownProducts(answer, differences, side),
    buttons: shownChoices('button', answer.buttons.map(comparedChoice), differences, side),
    rows: shownChoices('row', answer.rows.map(comparedChoice), differences, side),
    suggestions: shownChoices('suggestion', answer.suggestions, differences, side),
    handovers: shownHandovers(answer, differences, side),
    others: shownOthers(answer, differences, side),
    failures: shownFailures(answer, differences, side),
    kinds: {
      text: kindsOf(answer).join(', '),
      mark: differences.some(({ type }) => type === 'events') ? 'changed' : 'same',
    },
    ...(stats?.firstByteMs !== undefined && { firstByteMs: stats.firstByteMs }),
    ...(stats && { totalMs: stats.totalMs }),
  };
}

function shownTexts(
  texts: readonly string[],
  differences: readonly Difference[],
  side: Version,
): ShownAnswer['texts'] {
  const changed = differences.filter((one) => one.type === 'text' && one[side] !== undefined);
  const own = new Pool(changed, (one) => (one.type === 'text' ? (one[side] ?? '') : ''));
  return texts.map((text) => {
    const found = own.take(text);
    if (found?.type !== 'text') return { text, mark: 'same' };
    const { before, after } = found;
    if (before === undefined || after === undefined) return { text, mark: 'only' };
    const others = side === 'before' ? 'added' : 'removed';
    const spans = wordDiff(before, after).filter(({ change }) => change !== others);
    return { text, mark: 'changed', spans };
  });
}

function shownProducts(
  { products }: Answer,
  differences: readonly Difference[],
  side: Version,
): ShownAnswer['products'] {
  return products.map(({ productId, title, price, priceText, currency }, index) => {
    const place = index + 1;
    const changes = differences.flatMap((one) => {
      if (one.type !== 'productField' || placeOf(one, side) !== place) return [];
      const { field, before, after } = one;
      return [
        { field, ...(before !== undefined && { before }), ...(after !== undefined && { after }) },
      ];
    });
    const isOnly = differences.some(
      (one) => one.type === 'product' && one.change === changeOf(side) && one.place === place,
    );
    const moved = differences.find((one) => one.type === 'productPlace' && one[side] === place);
    const mark: Mark = isOnly ? 'only' : changes.length > 0 ? 'changed' : moved ? 'moved' : 'same';
    const product = compact({ productId, title, price, priceText, currency });
    const otherPlace = moved?.type === 'productPlace' ? moved[otherSide(side)] : undefined;
    return { product, place, mark, changes, ...(otherPlace !== undefined && { otherPlace }) };
  });
}

function shownChoices(
  list: ChoiceList,
  texts: readonly string[],
  differences: readonly Difference[],
  side: Version,
): readonly ShownLine[] {
  const own = new Pool(
    differences.filter(
      (one) => one.type === 'choice' && one.list === list && one.change === changeOf(side),
    ),
    (one) => (one.type === 'choice' ? one.text : ''),
  );
  const hasMoved = differences.some((one) => one.type === 'choiceOrder' && one.list === list);
  return texts.map((text) => ({
    text,
    mark: own.take(text) ? 'only' : hasMoved ? 'moved' : 'same',
  }));
}

function shownHandovers(
  { handovers }: Answer,
  differences: readonly Difference[],
  side: Version,
): ShownAnswer['handovers'] {
  const own = new Pool(
    differences.filter((one) => one.type === 'handover' && one[side] !== undefined),
    (one) => (one.type === 'handover' ? JSON.stringify(one[side]) : ''),
  );
  return handovers.map(handoverFacts).map((facts) => {
    const found = own.take(JSON.stringify(facts));
    if (found?.type !== 'handover') return { facts, mark: 'same' };
    return { facts, mark: found[otherSide(side)] ? 'changed' : 'only' };
  });
}

function shownOthers(
  answer: Answer,
  differences: readonly Difference[],
  side: Version,
): readonly ShownLine[] {
  const own = new Pool(
    differences.filter((one) => one.type === 'other' && one.change === changeOf(side)),
    (one) => (one.type === 'other' ? one.text : ''),
  );
  return othersOf(answer).map((text) => ({ text, mark: own.take(text) ? 'only' : 'same' }));
}

function shownFailures(
  { failures }: Answer,
  differences: readonly Difference[],
  side: Version,
): ShownAnswer['failures'] {
  const own = new Pool(
    differences.filter((one) => one.type === 'failure' && one.change === changeOf(side)),
    (one) => (one.type === 'failure' ? failureKey(one.failure) : ''),
  );
  return failures.map((failure) => ({
    failure,
    mark: own.take(failureKey(failure)) ? 'only' : 'same',
  }));
}

/** Differences by key; each one marks one item. */
class Pool {
  readonly #byKey = new Map<string, Difference[]>();

  constructor(differences: readonly Difference[], keyOf: (difference: Difference) => string) {
    for (const difference of differences) {
      const key = keyOf(difference);
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), difference]);
    }
  }

  take(key: string): Difference | undefined {
    return this.#byKey.get(key)?.shift();
  }
}

function changeOf(side: Version): 'added' | 'removed' {
  return side === 'before' ? 'removed' : 'added';
}

function otherSide(side: Version): Version {
  return side === 'before' ? 'after' : 'before';
}

function placeOf(
  { beforePlace, afterPlace }: Extract<Difference, { type: 'productField' }>,
  side: Version,
): number {
  return side === 'before' ? beforePlace : afterPlace;
}
