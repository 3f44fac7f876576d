import { compact } from '../../shared/compact.ts';
import type { ChoiceList, Difference } from '../../shared/compare/comparison.ts';
import type { Mark, ShownAnswer, ShownLine, ShownTurn } from '../../shared/compare/shownAnswer.ts';
import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import { answerParts, type Answer } from '../answer.ts';
import { compareAnswers, type OfType } from './compareAnswers.ts';
import { choiceTexts } from './compareChoices.ts';
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
  const differences = comparison?.differences ?? [];
  return {
    ...(a && before && { a: shownAnswer(a, before, new Marks(differences, 'before')) }),
    ...(b && after && { b: shownAnswer(b, after, new Marks(differences, 'after')) }),
    ...(comparison && { differences: differences.length, latency: comparison.latency }),
  };
}

function shownAnswer({ phase, stats }: TurnAnswer, answer: Answer, marks: Marks): ShownAnswer {
  return {
    phase,
    texts: marks.texts(answer),
    products: marks.products(answer),
    buttons: marks.choices(answer, 'button'),
    rows: marks.choices(answer, 'row'),
    suggestions: marks.choices(answer, 'suggestion'),
    handovers: marks.handovers(answer),
    others: marks.others(answer),
    failures: marks.failures(answer),
    kinds: marks.kinds(answer),
    ...compact({ firstByteMs: stats?.firstByteMs, totalMs: stats?.totalMs }),
  };
}

/** Marks the parts of one side's response. */
class Marks {
  readonly #differences: readonly Difference[];
  readonly #side: Version;
  readonly #other: Version;
  /** The change of what only this side has. */
  readonly #change: 'removed' | 'added';

  constructor(differences: readonly Difference[], side: Version) {
    this.#differences = differences;
    this.#side = side;
    this.#other = side === 'before' ? 'after' : 'before';
    this.#change = side === 'before' ? 'removed' : 'added';
  }

  texts({ texts }: Answer): ShownAnswer['texts'] {
    const own = new Pool(this.#of('text'), (one) => one[this.#side]);
    // What only the other text has.
    const others = this.#side === 'before' ? 'added' : 'removed';
    return texts.map((text) => {
      const found = own.take(text);
      if (!found) return { text, mark: 'same' };
      const { before, after } = found;
      if (before === undefined || after === undefined) return { text, mark: 'only' };
      const spans = wordDiff(before, after).filter(({ change }) => change !== others);
      return { text, mark: 'changed', spans };
    });
  }

  products({ products }: Answer): ShownAnswer['products'] {
    const ownPlace = `${this.#side}Place` as const;
    return products.map(({ productId, title, price, priceText, currency }, index) => {
      const place = index + 1;
      const changes = this.#of('productField')
        .filter((one) => one[ownPlace] === place)
        .map(({ field, before, after }) => compact({ field, before, after }));
      const isOnly = this.#only('product').some((one) => one.place === place);
      const moved = this.#of('productPlace').find((one) => one[this.#side] === place);
      const mark: Mark = isOnly ? 'only' : changes[0] ? 'changed' : moved ? 'moved' : 'same';
      const product = compact({ productId, title, price, priceText, currency });
      return { product, place, mark, changes, ...(moved && { otherPlace: moved[this.#other] }) };
    });
  }

  choices(answer: Answer, list: ChoiceList): readonly ShownLine[] {
    const isOfList = (one: { readonly list: ChoiceList }) => one.list === list;
    const own = new Pool(this.#only('choice').filter(isOfList), ({ text }) => text);
    const others: Mark = this.#of('choiceOrder').some(isOfList) ? 'moved' : 'same';
    return choiceTexts(answer, list).map((text) => ({
      text,
      mark: own.take(text) ? 'only' : others,
    }));
  }

  handovers({ handovers }: Answer): ShownAnswer['handovers'] {
    const own = new Pool(this.#of('handover'), (one) => JSON.stringify(one[this.#side]));
    return handovers.map(handoverFacts).map((facts) => {
      const found = own.take(JSON.stringify(facts));
      return { facts, mark: !found ? 'same' : found[this.#other] ? 'changed' : 'only' };
    });
  }

  others(answer: Answer): readonly ShownLine[] {
    const own = new Pool(this.#only('other'), ({ text }) => text);
    return othersOf(answer).map((text) => ({ text, mark: own.take(text) ? 'only' : 'same' }));
  }

  failures({ failures }: Answer): ShownAnswer['failures'] {
    const own = new Pool(this.#only('failure'), ({ failure }) => failureKey(failure));
    return failures.map((failure) => ({
      failure,
      mark: own.take(failureKey(failure)) ? 'only' : 'same',
    }));
  }

  kinds(answer: Answer): ShownLine {
    const mark = this.#of('events').length > 0 ? 'changed' : 'same';
    return { text: kindsOf(answer).join(', '), mark };
  }

  #of<T extends Difference['type']>(type: T): readonly OfType<T>[] {
    return this.#differences.filter((one): one is OfType<T> => one.type === type);
  }

  /** Differences that are what only this side has. */
  #only<T extends Difference['type']>(type: T): readonly OfType<T>[] {
    return this.#of(type).filter((one) => 'change' in one && one.change === this.#change);
  }
}

/** Differences by key; each one marks one item. */
class Pool<T> {
  readonly #byKey = new Map<string | undefined, T[]>();

  constructor(differences: readonly T[], keyOf: (difference: T) => string | undefined) {
    for (const difference of differences) {
      const key = keyOf(difference);
      this.#byKey.set(key, [...(this.#byKey.get(key) ?? []), difference]);
    }
  }

  take(key: string): T | undefined {
    return this.#byKey.get(key)?.shift();
  }
}
