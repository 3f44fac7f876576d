import type {
  AnswerComparison,
  ChoiceList,
  Difference,
  HandoverFacts,
  LatencyDelta,
} from '../../shared/compare/comparison.ts';
import { describeFailure } from '../../shared/failure/describeFailure.ts';
import { formatLocale, t } from '../../shared/l10n.ts';
import { formatPrice } from '../../shared/format.ts';
import type { Answer } from '../answer.ts';
import { compareChoices } from './compareChoices.ts';
import {
  compareFailures,
  compareHandovers,
  compareKinds,
  compareOthers,
  compareTexts,
} from './compareEvents.ts';
import { compareProducts } from './compareProducts.ts';
import { nameOf } from '../productText.ts';

/**
 * The differences of the second response from the first. IDs of sessions, messages and choices,
 * times, and the line numbers of events do not count.
 */
export function compareAnswers(before: Answer, after: Answer): AnswerComparison {
  const differences = [
    ...compareTexts(before, after),
    ...compareProducts(before.products, after.products),
    ...compareChoices('button', before, after),
    ...compareChoices('row', before, after),
    ...compareChoices('suggestion', before, after),
    ...compareHandovers(before, after),
    ...compareOthers(before, after),
    ...compareFailures(before, after),
    ...compareKinds(before, after),
  ];
  return { isSame: differences.length === 0, differences, latency: latencyDelta(before, after) };
}

/** A difference as a sentence. Agent text in it is unchanged. */
export function describeDifference(difference: Difference): string {
  switch (difference.type) {
    case 'text':
      return describeText(difference);
    case 'product':
      return describeProduct(difference);
    case 'productPlace':
      return t('The product "{product}" moved from position {before} to position {after}.', {
        product: nameOf(difference.product),
        before: String(difference.before),
        after: String(difference.after),
      });
    case 'productField':
      return describeField(difference);
    case 'choice':
      return choiceSentences(difference.list, difference.text)[difference.change];
    case 'choiceOrder':
      return choiceSentences(difference.list).order;
    case 'handover':
      return describeHandover(difference);
    case 'other':
      return difference.change === 'added'
        ? t('New: {0}.', difference.text)
        : t('Missing: {0}.', difference.text);
    case 'events':
      return t('The events were {before} and are now {after}.', {
        before: listed(difference.before),
        after: listed(difference.after),
      });
    case 'failure': {
      const { title } = describeFailure(difference.failure);
      return difference.change === 'added'
        ? t('New error: {0}.', title)
        : t('This error no longer occurs: {0}.', title);
    }
  }
}

export type OfType<T extends Difference['type']> = Extract<Difference, { readonly type: T }>;

function describeText({ before, after }: OfType<'text'>): string {
  if (before === undefined) return t('The message "{0}" is new.', after ?? '');
  return after === undefined
    ? t('The message "{0}" is missing.', before)
    : t('The message "{before}" changed to "{after}".', { before, after });
}

function describeHandover(difference: OfType<'handover'>): string {
  const [before, after] = [handoverText(difference.before), handoverText(difference.after)];
  if (before === undefined) return t('The handover "{0}" is new.', after ?? '');
  return after === undefined
    ? t('The handover "{0}" is missing.', before)
    : t('The handover "{before}" changed to "{after}".', { before, after });
}

function describeProduct({ product, change, place }: OfType<'product'>): string {
  const price = formatPrice(product, formatLocale());
  const facts = { product: nameOf(product), place: String(place), price: price ?? '' };
  if (price === undefined) {
    return change === 'added'
      ? t('The product "{product}" is new at position {place}.', facts)
      : t('The product "{product}" is missing from position {place}.', facts);
  }
  return change === 'added'
    ? t('The product "{product}" ({price}) is new at position {place}.', facts)
    : t('The product "{product}" ({price}) is missing at position {place}.', facts);
}

function describeField({ product, field, before, after }: OfType<'productField'>): string {
  const values = { before: before ?? '', after: after ?? '' };
  const facts = { product: nameOf(product), field: fieldName(field), ...values };
  if (before === undefined)
    return t('The {field} of the product "{product}" was missing and is now "{after}".', facts);
  return after === undefined
    ? t('The {field} of the product "{product}" was "{before}" and is now missing.', facts)
    : t('The {field} of the product "{product}" was "{before}" and is now "{after}".', facts);
}

/** Standard fields have a name in the user's language; facet names are the shop's. */
function fieldName(field: string): string {
  const names = new Map([
    ['price', t('price')],
    ['currency', t('currency')],
    ['title', t('title')],
    ['description', t('description')],
  ]);
  return names.get(field) ?? field;
}

/** Each list has sentences of its own: its word is of another gender in each language. */
function choiceSentences(list: ChoiceList, text = '') {
  return {
    button: {
      added: t('The button "{0}" is new.', text),
      removed: t('The button "{0}" is missing.', text),
      order: t('The buttons are in a different order.'),
    },
    row: {
      added: t('The row "{0}" is new.', text),
      removed: t('The row "{0}" is missing.', text),
      order: t('The rows are in a different order.'),
    },
    suggestion: {
      added: t('The suggested reply "{0}" is new.', text),
      removed: t('The suggested reply "{0}" is missing.', text),
      order: t('The suggested replies are in a different order.'),
    },
  }[list];
}

function latencyDelta({ stats: before }: Answer, { stats: after }: Answer): LatencyDelta {
  if (!before || !after) return {};
  const [first, second] = [before.firstByteMs, after.firstByteMs];
  return {
    ...(first !== undefined && second !== undefined && { firstByteMs: second - first }),
    totalMs: after.totalMs - before.totalMs,
  };
}

function handoverText(handover: HandoverFacts | undefined): string | undefined {
  if (!handover) return undefined;
  const { kind, triggered, reason } = handover;
  return [triggered ? kind : t('{0} (not triggered)', kind), reason].filter(Boolean).join(': ');
}

function listed(kinds: readonly string[]): string {
  return kinds.length === 0 ? t('none') : kinds.join(', ');
}
