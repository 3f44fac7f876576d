import { t } from '../../src/shared/l10n.ts';
import DOMPurify from 'dompurify';
import { html, type TemplateResult } from 'lit-html';
import { Marked } from 'marked';
import { httpUrl } from '../../src/shared/guards.ts';
import { isTooMuch } from '../../src/shared/markup/isTooMuch.ts';
import { part } from '../base/part.ts';
import { visibleText } from '../../src/shared/visibleText.ts';

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    // HTML is shown as text: readable and without effect.
    html: ({ text }) => escapeHtml(text),
    // Loading an image reveals information to its host; the agent sends images as separate events.
    image: ({ href, text }) =>
      `<a href="${escapeHtml(href)}">${escapeHtml(text || t('Image'))}</a>`,
    // The page has its own heading outline, so the agent's headings become bold lines.
    heading({ tokens }) {
      return `<p><strong>${this.parser.parseInline(tokens)}</strong></p>`;
    },
    checkbox: ({ checked }) => (checked ? '☑ ' : '☐ '),
  },
});

const allowedTags =
  'a b blockquote br code del em hr i li ol p pre s strong table tbody td th thead tr ul'.split(
    ' ',
  );

/**
 * The agent's Markdown as inert nodes: no HTML, no images, links only through `openLinksThrough`.
 */
export function renderMarkdown(text: string): Node | TemplateResult {
  const source = visibleText(text);
  if (isTooMuch(source)) return plainText(source);
  let markup: string;
  try {
    markup = marked.parse(source, { async: false });
  } catch {
    // Nested too deeply for the recursive renderer.
    return plainText(source);
  }
  const fragment = DOMPurify.sanitize(markup, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const anchor of fragment.querySelectorAll('a')) {
    const url = httpUrl(anchor.getAttribute('href'));
    const content = [...anchor.childNodes];
    if (url) anchor.replaceWith(part(() => link(url, content)).element);
    else anchor.replaceWith(...content, deadTarget(anchor.getAttribute('href')));
  }
  for (const table of fragment.querySelectorAll('table')) {
    const { element } = part(
      () => html`<div class="table" role="region" aria-label=${t('Table')} tabindex="0"></div>`,
    );
    table.replaceWith(element);
    element.append(table);
  }
  return fragment;
}

/** Text with its line breaks and spaces. */
export function plainText(text: string): TemplateResult {
  return html`<p class="plain">${text}</p>`;
}

/** The target of a refused link, as text. */
function deadTarget(href: string | null): string {
  return href ? ` (${visibleText(href)})` : '';
}

/**
 * A link without `href`: `openLinksThrough` handles presses, so that nothing can navigate the page.
 * The tooltip shows the full URL.
 */
export function link(url: URL, content: unknown): TemplateResult {
  const { href } = url;
  return html`<a class="link" role="link" tabindex="0" title=${href} data-url=${href}
    >${content}</a
  >`;
}

/** Passes each pressed link below `root` to `open`. */
export function openLinksThrough(root: HTMLElement, open: (url: string) => void): void {
  const openTarget = (event: Event): void => {
    const target = event.target instanceof Element ? event.target.closest('a[data-url]') : null;
    const url = target?.getAttribute('data-url');
    if (!url) return;
    event.preventDefault();
    open(url);
  };
  root.addEventListener('click', openTarget);
  root.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') openTarget(event);
  });
}
