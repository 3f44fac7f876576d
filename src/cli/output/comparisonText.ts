import type { HandoverFacts } from '../../shared/compare/comparison.ts';
import { formatPrice } from '../../shared/format.ts';
import { visibleLine, visibleText } from '../../shared/visibleText.ts';
import type { AnswerSummary } from './answerSummary.ts';
import { failureSentences } from './textPrinter.ts';

const labelWidth = 11;
const minColumnWidth = 16;

type Row = readonly [label: string, cell: (answer: AnswerSummary) => string];

const rows: readonly Row[] = [
  ['said', ({ texts }) => texts.join('\n')],
  ['products', ({ products }) => products.map(productLine).join('\n')],
  ['suggested', ({ suggestions }) => suggestions.map(visibleLine).join('\n')],
  ['handover', ({ handovers }) => handovers.map(handoverLine).join('\n')],
  ['events', ({ kinds }) => kinds.map(visibleLine).join(', ')],
  ['problem', ({ failures }) => failures.map(failureSentences).join('\n')],
  ['end', ({ end }) => end],
];

const times: readonly Row[] = [
  ['first byte', ({ firstByteMs }) => (firstByteMs === null ? '' : milliseconds(firstByteMs))],
  ['total', ({ totalMs }) => milliseconds(totalMs)],
];

/**
 * Two responses side by side, in lines of at most `width` characters. Rows that differ have `≠`
 * between them. Times always differ, so they get a plain bar.
 */
export function comparisonText(
  recorded: AnswerSummary,
  live: AnswerSummary,
  width: number,
): string {
  const columnWidth = Math.max(minColumnWidth, Math.floor((width - labelWidth - 5) / 2));
  const line = (label: string, left: string, bar: string, right: string) =>
    `${label.padEnd(labelWidth)} ${left.padEnd(columnWidth)} ${bar} ${right}`.trimEnd();
  const table = (list: readonly Row[]) =>
    list.flatMap(([label, cell]) => {
      const [left, right] = [visibleText(cell(recorded)), visibleText(cell(live))];
      if (left === '' && right === '') return [];
      const bar = list === times || left === right ? '|' : '≠';
      const [lefts, rights] = [wrap(left, columnWidth), wrap(right, columnWidth)];
      return Array.from({ length: Math.max(lefts.length, rights.length) }, (_, index) =>
        line(index === 0 ? label : '', lefts[index] ?? '', bar, rights[index] ?? ''),
      );
    });
  const lines = [line('', 'recorded', '|', 'live'), ...table(rows), ...table(times)];
  return `${lines.join('\n')}\n`;
}

function productLine(product: AnswerSummary['products'][number]): string {
  const { title, productId } = product;
  const price = formatPrice(product) ?? '(no price)';
  return visibleLine(`${title ?? productId ?? '(no title)'}, ${price}`);
}

function handoverLine({ kind, triggered, reason }: HandoverFacts): string {
  return visibleLine(
    [triggered ? kind : `${kind} (not triggered)`, reason].filter(Boolean).join(': '),
  );
}

function milliseconds(ms: number): string {
  return `${Math.round(ms)} ms`;
}

/** Breaks at spaces where possible. */
function wrap(text: string, width: number): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const lines: string[] = [];
    let rest = line;
    while (rest.length > width) {
      const space = rest.lastIndexOf(' ', width);
      const end = space > 0 ? space : width;
      lines.push(rest.slice(0, end));
      rest = rest.slice(end).trimStart();
    }
    return [...lines, rest];
  });
}
