import type { Transcript } from './transcript.ts';
import type { Block, Cell, TranscriptPart } from './transcriptBlocks.ts';

/** The transcript as plain text, to be read line by line by eye or by a screen reader. */
export function transcriptText({ title, facts, branches }: Transcript): string {
  const head = [title, ...facts.map(([label, value]) => `${label}: ${value}`)];
  const body = branches.flatMap(({ heading, turns }) => [
    ...(heading === undefined ? [] : ['', heading]),
    ...turns.flatMap((turn) => ['', turn.heading, ...turn.parts.flatMap(partLines)]),
  ]);
  return `${[...head, ...body].join('\n')}\n`;
}

/** What one side said in one event, indented under its heading. */
export function partLines({ heading, blocks }: TranscriptPart): readonly string[] {
  const lines = blocks.flatMap(blockLines);
  return [`${heading}:`, ...lines.map((line) => `    ${line}`)];
}

function blockLines(block: Block): readonly string[] {
  switch (block.type) {
    case 'text':
    case 'note':
    case 'json':
      return block.text.split('\n');
    case 'fields':
      return block.fields.flatMap(([label, cell]) => `${label}: ${cellText(cell)}`.split('\n'));
    case 'list':
      return block.items.flatMap((item) => `- ${item}`.split('\n'));
    case 'table':
      return block.rows.flatMap((row) => rowLines(block.head, row));
  }
}

/** A table reads badly aloud, so every row names its columns. */
function rowLines(head: readonly string[], row: readonly Cell[]): readonly string[] {
  const cells = row.flatMap((cell, index) =>
    cell.text === '' ? [] : [`${head[index] ?? ''}: ${cellText(cell)}`],
  );
  return `- ${cells.join('; ')}`.split('\n');
}

function cellText({ text, url }: Cell): string {
  return url === undefined || url === text ? text : `${text} (${url})`;
}
