import { diffLines } from 'diff';
import { visibleText } from '../../shared/visibleText.ts';
import type { Finding } from './findings.ts';

/** A line of a diff; `gap` replaces omitted lines. */
export interface DiffLine {
  readonly type: keyof typeof diffSigns;
  readonly text: string;
}

/** Limit for compared text, in characters; nobody reads longer diffs. */
const maxLength = 20_000;
const maxLines = 24;
/** Unchanged lines shown around a difference. */
const contextLines = 2;
/** With more differing lines than this, the texts are unrelated. */
const maxEditLength = 500;

/** The signs of the lines in plain text. */
export const diffSigns = { expected: '-', actual: '+', same: ' ', gap: ' ' } as const;

/** A small line diff of the expected and the actual text; empty if a finding does not have both. */
export function lineDiff({ expected, actual }: Finding): readonly DiffLine[] {
  if (expected === undefined || actual === undefined) return [];
  const gapped = withGaps(compared(comparable(expected), comparable(actual)));
  if (gapped.length <= maxLines) return gapped;
  const left = gapped.length - maxLines;
  return [...gapped.slice(0, maxLines), { type: 'gap', text: `… ${left} more lines` }];
}

/** The text as displayed, so that invisible differences do not show up. */
function comparable(text: string): string {
  const shown = visibleText(text.slice(0, maxLength));
  return shown === '' || shown.endsWith('\n') ? shown : `${shown}\n`;
}

function compared(expected: string, actual: string): readonly DiffLine[] {
  const changes = diffLines(expected, actual, { maxEditLength });
  if (!changes) return [...linesOf('expected', expected), ...linesOf('actual', actual)];
  return changes.flatMap(({ added, removed, value }) =>
    linesOf(added ? 'actual' : removed ? 'expected' : 'same', value),
  );
}

function linesOf(type: DiffLine['type'], text: string): readonly DiffLine[] {
  if (text === '') return [];
  return text
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => ({ type, text: line }));
}

function isNearChange(lines: readonly DiffLine[], index: number): boolean {
  const near = lines.slice(Math.max(0, index - contextLines), index + contextLines + 1);
  return near.some(({ type }) => type !== 'same');
}

function withGaps(lines: readonly DiffLine[]): readonly DiffLine[] {
  const gapped: DiffLine[] = [];
  for (const [index, line] of lines.entries()) {
    if (isNearChange(lines, index)) gapped.push(line);
    else if (gapped.at(-1)?.type !== 'gap') gapped.push({ type: 'gap', text: '…' });
  }
  return gapped;
}
