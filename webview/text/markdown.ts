import DOMPurify from 'dompurify';
import { Marked } from 'marked';
import { httpUrl } from '../../src/shared/guards.ts';
import { isTooMuch } from '../../src/shared/markup/isTooMuch.ts';
import { el } from '../base/dom.ts';
import { strings } from '../strings/strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';

const escapeHtml = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

const marked = new Marked({
  gfm: true,
  breaks: true,
  async: false,
  renderer: {
    // HTML is text here: what the agent wrote stays readable and does nothing.
    html: ({ text }) => escapeHtml(text),
    // Loading an image tells its host things; the agent's images come in events of their own.
    image: ({ href, text }) =>
      `<a href="${escapeHtml(href)}">${escapeHtml(text || strings.image)}</a>`,
    // The page's outline is its own: a heading of the agent's is a bold line.
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

/** The agent's text as nodes that cannot act: no HTML, no images, links for `openLink` only. */
export function renderMarkdown(text: string): Node {
  const source = visibleText(text);
  if (isTooMuch(source)) return el('p', { class: 'plain' }, source);
  let html: string;
  try {
    html = marked.parse(source, { async: false });
  } catch {
    // Nested too deeply for the renderer's recursion.
    return el('p', { class: 'plain' }, source);
  }
  const fragment = DOMPurify.sanitize(html, {
    ALLOWED_TAGS: allowedTags,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOW_ARIA_ATTR: false,
    ALLOW_DATA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const anchor of fragment.querySelectorAll('a')) {
    const url = httpUrl(anchor.getAttribute('href'));
    const content = [...anchor.childNodes];
    if (url) anchor.replaceWith(link(url, ...content));
    else anchor.replaceWith(...content, deadTarget(anchor.getAttribute('href')));
  }
  for (const table of fragment.querySelectorAll('table')) {
    const region = { class: 'table', role: 'region', 'aria-label': strings.table, tabindex: '0' };
    const wrapper = el('div', region);
    table.replaceWith(wrapper);
    wrapper.append(table);
  }
  return fragment;
}

/** What a refused link pointed at, as text. */
function deadTarget(href: string | null): string {
  return href ? ` (${visibleText(href)})` : '';
}

/**
 * A link without an address of its own: pressing it is seen by `openLinksThrough`, so that nothing
 * can navigate the page. The tooltip shows the full URL.
 */
export function link(url: URL, ...content: readonly (Node | string)[]): HTMLElement {
  const attributes = { class: 'link', role: 'link', tabindex: '0', title: url.href };
  return el('a', { ...attributes, 'data-url': url.href }, ...content);
}

/** Hands each pressed link below `root` to `open`. */
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
