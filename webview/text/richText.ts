import { httpUrl } from '../../src/shared/guards.ts';
import type { Markup } from '../../src/shared/agent.ts';
import { isTooMuch } from '../../src/shared/markup/isTooMuch.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { link, renderMarkdown } from './markdown.ts';
import { markupOf } from '../../src/shared/markup/markupOf.ts';
import { plainSpans, whatsappSpans, type Span } from '../../src/shared/markup/textSpans.ts';

/** The agent's text as inert nodes, rendered in the agent's configured markup. */
export function renderText(text: string, markup: Markup): Node {
  const kind = markup === 'auto' ? markupOf(text) : markup;
  if (kind === 'markdown') return renderMarkdown(text);
  const source = visibleText(text);
  if (isTooMuch(source)) return el('p', { class: 'plain' }, source);
  const spans = kind === 'whatsapp' ? whatsappSpans(source) : plainSpans(source);
  return el('div', { class: 'plain' }, ...spans.map(drawn));
}

const tags = { bold: 'strong', italic: 'em', strike: 's' } as const;

function drawn(span: Span): Node | string {
  switch (span.type) {
    case 'text':
      return span.text;
    case 'link': {
      const url = httpUrl(span.text);
      return url ? link(url, span.text) : span.text;
    }
    case 'code':
      return el('code', {}, span.text);
    case 'block':
      return el('pre', {}, el('code', {}, span.text));
    default:
      return el(tags[span.type], {}, ...span.spans.map(drawn));
  }
}
