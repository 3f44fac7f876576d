import { html, type TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import { httpUrl } from '../../src/shared/guards.ts';
import type { Markup } from '../../src/shared/agent.ts';
import { isTooMuch } from '../../src/shared/markup/isTooMuch.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { link, plainText, renderMarkdown } from './markdown.ts';
import { markupOf } from '../../src/shared/markup/markupOf.ts';
import { plainSpans, whatsappSpans, type Span } from '../../src/shared/markup/textSpans.ts';

/** The agent's text as inert nodes, rendered in the agent's configured markup. */
export function renderText(text: string, markup: Markup): unknown {
  return guard([text, markup], () => rendered(text, markup));
}

function rendered(text: string, markup: Markup): Node | TemplateResult {
  const kind = markup === 'auto' ? markupOf(text) : markup;
  if (kind === 'markdown') return renderMarkdown(text);
  const source = visibleText(text);
  if (isTooMuch(source)) return plainText(source);
  const spans = kind === 'whatsapp' ? whatsappSpans(source) : plainSpans(source);
  return html`<div class="plain">${spans.map(drawn)}</div>`;
}

function drawn(span: Span): TemplateResult | string {
  switch (span.type) {
    case 'text':
      return span.text;
    case 'link': {
      const url = httpUrl(span.text);
      return url ? link(url, span.text) : span.text;
    }
    case 'code':
      return html`<code>${span.text}</code>`;
    case 'block':
      return html`<pre><code>${span.text}</code></pre>`;
    case 'bold':
      return html`<strong>${span.spans.map(drawn)}</strong>`;
    case 'italic':
      return html`<em>${span.spans.map(drawn)}</em>`;
    case 'strike':
      return html`<s>${span.spans.map(drawn)}</s>`;
  }
}
