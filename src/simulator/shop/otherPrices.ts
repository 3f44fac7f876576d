import { isRecord } from '../../shared/guards.ts';
import type { ResponseEvent, Step } from '../responseEvents.ts';

/** Prices in USD by product ID, to recommend instead of the catalogue's. */
export type OtherPrices = Readonly<Record<string, number>>;

/** The same steps with other prices, as if the shop's data had changed. */
export function* withPrices(steps: Iterable<Step>, prices: OtherPrices): Generator<Step> {
  for (const step of steps) yield { ...step, event: repriced(step.event, prices) };
}

function repriced(event: ResponseEvent, prices: OtherPrices): ResponseEvent {
  const { recommendationEvent: recommendation } = event;
  if (!isRecord(recommendation) || !Array.isArray(recommendation['products'])) return event;
  const products = recommendation['products'].map((product: unknown) => {
    if (!isRecord(product)) return product;
    const price = prices[String(product['productId'])];
    return price === undefined ? product : { ...product, price };
  });
  return { recommendationEvent: { ...recommendation, products } };
}
