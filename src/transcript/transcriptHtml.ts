import { createHash } from 'node:crypto';
import { formatLocale } from '../shared/l10n.ts';
import type { Transcript } from './transcript.ts';
import type { Block, Cell, TranscriptPart } from './transcriptBlocks.ts';

const style = `
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; }
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h2, h3 { margin: 2rem 0 0.5rem; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 1rem; margin: 0.5rem 0; }
dt { opacity: 0.75; }
dd { margin: 0; }
section.part { border-left: 3px solid; padding: 0 0 0 0.75rem; margin: 0.75rem 0; }
section.part h4 { margin: 0; }
p { margin: 0.25rem 0; }
p.said, td { white-space: pre-wrap; }
p.note { opacity: 0.75; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: 0.25rem 0.5rem; text-align: start; vertical-align: top; }
pre { white-space: pre-wrap; }
@media print {
  body { margin: 0; max-width: none; }
  section.part, tr { break-inside: avoid; }
}
`;

const styleHash = createHash('sha256').update(style).digest('base64');
/** The page may show only itself: no script, no image, no request. */
const contentPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`;

/** The transcript as one self-contained page that prints well. Only its links lead elsewhere. */
export function transcriptHtml({ title, facts, branches }: Transcript): string {
  const turns = branches.flatMap((branch) => [
    ...(branch.heading === undefined ? [] : [element('h2', branch.heading)]),
    ...branch.turns.map(
      (turn) =>
        `<article>${element('h3', turn.heading)}${turn.parts.map(partHtml).join('')}</article>`,
    ),
  ]);
  return `<!doctype html>
<html lang="${escapeHtml(formatLocale())}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escapeHtml(contentPolicy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
${element('title', title)}
<style>${style}</style>
</head>
<body>
<main>
${element('h1', title)}
${definitions(facts.map(([label, value]) => [label, { text: value }]))}
${turns.join('\n')}
</main>
</body>
</html>
`;
}

function partHtml({ heading, blocks }: TranscriptPart): string {
  return `<section class="part">${element('h4', heading)}${blocks.map(blockHtml).join('')}</section>`;
}

function blockHtml(block: Block): string {
  switch (block.type) {
    case 'text':
      return `<p class="said" dir="auto">${escapeHtml(block.text)}</p>`;
    case 'note':
      return `<p class="note">${escapeHtml(block.text)}</p>`;
    case 'fields':
      return definitions(block.fields);
    case 'list':
      return `<ul>${block.items.map((item) => `<li dir="auto">${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'json':
      return `<pre>${escapeHtml(block.text)}</pre>`;
    case 'table': {
      const head = block.head.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
      const cells = (row: readonly Cell[]) =>
        row.map((cell) => `<td dir="auto">${linked(cell)}</td>`).join('');
      const rows = block.rows.map((row) => `<tr>${cells(row)}</tr>`).join('');
      return `<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`;
    }
  }
}

function definitions(fields: readonly (readonly [string, Cell])[]): string {
  const rows = fields.map(
    ([label, cell]) => `${element('dt', label)}<dd dir="auto">${linked(cell)}</dd>`,
  );
  return `<dl>${rows.join('')}</dl>`;
}

function linked({ text, url }: Cell): string {
  if (url === undefined) return escapeHtml(text);
  return `<a href="${escapeHtml(url)}" rel="noopener noreferrer nofollow">${escapeHtml(text)}</a>`;
}

function element(name: string, text: string): string {
  return `<${name}>${escapeHtml(text)}</${name}>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '"': 'quot',
  "'": '#39',
  '<': 'lt',
  '>': 'gt',
};

/** Escapes a text for an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/[&"'<>]/g, (character) => `&${entities[character] ?? ''};`);
}
