import { eventBlocks, inputBlocks } from '../../transcript/transcriptBlocks.ts';
import { partLines } from '../../transcript/transcriptText.ts';
import { describeFailure } from '../../shared/failure/describeFailure.ts';
import { formatLocale, t } from '../../shared/l10n.ts';
import type { AgentEvent, Product, TurnItem } from '../../shared/model.ts';
import { formatPrice } from '../../shared/format.ts';
import { visibleText } from '../../shared/visibleText.ts';
import type { AttemptResult, CaseResult } from '../run/results.ts';

/** The attempt that shows why a case did not pass: the first failed one, else the first errored. */
export function tellingAttempt({ attempts }: CaseResult): AttemptResult | undefined {
  return (
    attempts.find(({ status }) => status === 'failed') ??
    attempts.find(({ status }) => status === 'errored')
  );
}

/** A short conversation as plain text, with at most `maxLines` lines. */
export function transcriptLines({ turns }: AttemptResult, maxLines: number): readonly string[] {
  const lines = turns.flatMap(({ inputs, items }) => [
    ...inputs.flatMap((input) => partLines(inputBlocks(input))),
    ...items.flatMap(itemLines),
  ]);
  if (lines.length <= maxLines) return lines;
  const left = String(lines.length - maxLines);
  return [...lines.slice(0, maxLines), t('… {0} more lines', left)];
}

function itemLines(item: TurnItem): readonly string[] {
  if (item.type === 'event') return eventLines(item.event);
  const { title, detail } = describeFailure(item.failure);
  return [visibleText(t('Error: {title}. {detail}', { title, detail }))];
}

function eventLines(event: AgentEvent): readonly string[] {
  const part = eventBlocks(event);
  if (event.type !== 'recommendation') return partLines(part);
  return [`${part.heading}:`, ...event.products.map((product) => `    - ${productLine(product)}`)];
}

function productLine(product: Product): string {
  const { title, productId } = product;
  const name = title ?? productId ?? t('untitled product');
  return visibleText([name, formatPrice(product, formatLocale())].filter(Boolean).join(', '));
}
