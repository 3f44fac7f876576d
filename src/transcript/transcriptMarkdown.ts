import type { Transcript } from './transcript.ts';
import type { Block, Cell, TranscriptPart } from './transcriptBlocks.ts';

/**
 * The transcript as Markdown (CommonMark with tables). Texts appear as they were written: nothing
 * in them acts as markup, and nothing is loaded from anywhere.
 */
export function transcriptMarkdown({ title, facts, branches }: Transcript): string {
  const blocks = [
    `# ${inLine(title)}`,
    facts.map(([label, value]) => `- ${inLine(label)}: ${inLine(value)}`).join('\n'),
    ...branches.flatMap(({ heading, turns }) => [
      ...(heading === undefined ? [] : [`## ${inLine(heading)}`]),
      ...turns.flatMap((turn) => [
        `### ${inLine(turn.heading)}`,
        ...turn.parts.flatMap(partBlocks),
      ]),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function partBlocks({ heading, blocks }: TranscriptPart): readonly string[] {
  return [`**${inLine(heading)}**`, ...blocks.map(blockText)];
}

function blockText(block: Block): string {
  switch (block.type) {
    case 'text':
      return block.text
        .split('\n')
        .map((line) => `> ${inLine(line)}`)
        .join('\\\n');
    case 'note':
      return `*${inLine(block.text)}*`;
    case 'fields':
      return block.fields.map(([label, cell]) => `- ${inLine(label)}: ${linked(cell)}`).join('\n');
    case 'list':
      return block.items.map((item) => `- ${inLine(item)}`).join('\n');
    case 'json':
      return fenced(block.text);
    case 'table':
      return [
        row(block.head.map(inLine)),
        row(block.head.map(() => '---')),
        ...block.rows.map((cells) => row(cells.map(linked))),
      ].join('\n');
  }
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

function linked({ text, url }: Cell): string {
  if (url === undefined) return inLine(text);
  // Angle brackets would end the address, and bars the table's cell.
  const address = url.replace(/[<>|\\`]/g, (character) => encodeURIComponent(character));
  return `[${inLine(text)}](<${address}>)`;
}

/** One line without markup: escapes every character that Markdown gives a meaning. */
export function inLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&!$]|:(?=\/\/)|@(?=\w)/g, '\\$&')
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?=\s|$)/, '$1\\$2')
    .replace(/\bwww\./gi, (www) => `${www.slice(0, -1)}\\.`);
}

/** Uses a fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}json\n${text}\n${fence}`;
}
