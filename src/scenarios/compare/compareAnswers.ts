import type {
  AnswerComparison,
  ChoiceList,
  Difference,
  HandoverFacts,
  LatencyDelta,
} from '../../shared/comparison.ts';
import { describeFailure } from '../../shared/describeFailure.ts';
import type { Product } from '../../shared/model.ts';
import { formatPrice } from '../../shared/price.ts';
import type { Answer } from '../answer.ts';
import { choiceText, compareChoices } from './compareChoices.ts';
import {
  compareFailures,
  compareHandovers,
  compareKinds,
  compareOthers,
  compareTexts,
} from './compareEvents.ts';
import { compareProducts } from './compareProducts.ts';

/**
 * What the second answer has otherwise than the first one. Ids of sessions, messages and choices,
 * times and the lines that events came in are no differences.
 */
export function compareAnswers(before: Answer, after: Answer): AnswerComparison {
  const differences = [
    ...compareTexts(before.texts, after.texts),
    ...compareProducts(before.products, after.products),
    ...compareChoices('button', before.buttons.map(choiceText), after.buttons.map(choiceText)),
    ...compareChoices('row', before.rows.map(choiceText), after.rows.map(choiceText)),
    ...compareChoices('suggestion', before.suggestions, after.suggestions),
    ...compareHandovers(before.handovers, after.handovers),
    ...compareOthers(before, after),
    ...compareFailures(before.failures, after.failures),
    ...compareKinds(before, after),
  ];
  return { isSame: differences.length === 0, differences, latency: latencyDelta(before, after) };
}

/** A difference as a sentence, in plain English. What the agent sent is in it as it came. */
export function describeDifference(difference: Difference): string {
  switch (difference.type) {
    case 'text':
      return describePair('The message', difference.before, difference.after);
    case 'product': {
      const { product, change, place } = difference;
      const price = formatPrice(product, 'en');
      const what = `The product ${nameOf(product)}${price === undefined ? '' : ` (${price})`}`;
      return `${what} ${change === 'added' ? 'is new' : 'is missing'} at place ${place}.`;
    }
    case 'productPlace':
      return `The product ${nameOf(difference.product)} moved from place ${difference.before} to place ${difference.after}.`;
    case 'productField': {
      const { product, field, before, after } = difference;
      return `The ${field} of the product ${nameOf(product)} was ${valueOf(before)} and is now ${valueOf(after)}.`;
    }
    case 'choice': {
      const { list, text, change } = difference;
      return `The ${list} ${quoted(text)} ${change === 'added' ? 'is new' : 'is missing'}.`;
    }
    case 'choiceOrder':
      return `The ${lists[difference.list]} stand in another order.`;
    case 'handover':
      return describePair(
        'The handover',
        handoverText(difference.before),
        handoverText(difference.after),
      );
    case 'other':
      return `${difference.change === 'added' ? 'This is new' : 'This is missing'}: ${difference.text}.`;
    case 'events': {
      const [before, after] = [difference.before, difference.after].map(listed);
      return `The events were ${before} and are now ${after}.`;
    }
    case 'failure': {
      const { title } = describeFailure(difference.failure);
      return `${difference.change === 'added' ? 'This problem is new' : 'This problem is gone'}: ${title}.`;
    }
  }
}

const lists: Readonly<Record<ChoiceList, string>> = {
  button: 'buttons',
  row: 'rows',
  suggestion: 'suggestions',
};

function describePair(what: string, before: string | undefined, after: string | undefined): string {
  if (before === undefined) return `${what} ${quoted(after ?? '')} is new.`;
  if (after === undefined) return `${what} ${quoted(before)} is missing.`;
  return `${what} ${quoted(before)} was changed to ${quoted(after)}.`;
}

function latencyDelta({ stats: before }: Answer, { stats: after }: Answer): LatencyDelta {
  if (!before || !after) return {};
  const [first, second] = [before.firstByteMs, after.firstByteMs];
  return {
    ...(first !== undefined && second !== undefined && { firstByteMs: second - first }),
    totalMs: after.totalMs - before.totalMs,
  };
}

function nameOf({ title, productId }: Product): string {
  return quoted(title ?? productId ?? '(no title)');
}

function valueOf(value: string | undefined): string {
  return value === undefined ? 'not there' : quoted(value);
}

function handoverText(handover: HandoverFacts | undefined): string | undefined {
  if (!handover) return undefined;
  const { kind, triggered, reason } = handover;
  return [triggered ? kind : `${kind} (not triggered)`, reason].filter(Boolean).join(': ');
}

function listed(kinds: readonly string[]): string {
  return kinds.length === 0 ? 'none' : kinds.join(', ');
}

function quoted(text: string): string {
  return `"${text}"`;
}
