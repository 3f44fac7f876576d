import { html, type SafeHtml } from './safeHtml.ts';

export function section(id: string, title: string, content: readonly SafeHtml[]): SafeHtml {
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${title}</h2>
    ${content}
  </section>`;
}

/** A column's title, and the class of its title. */
export type Column = readonly [title: string | SafeHtml, kind?: 'number' | 'plot'];

/** A table that scrolls sideways where the page is narrow; screen readers say its label. */
export function wideTable(
  label: string,
  columns: readonly Column[],
  rows: readonly SafeHtml[],
  caption?: SafeHtml,
): SafeHtml {
  const heads = columns.map(([title, kind]) =>
    kind
      ? html`<th scope="col" class="${kind}">${title}</th>`
      : html`<th scope="col">${title}</th>`,
  );
  return html`<div class="wide" tabindex="0" role="region" aria-label="${label}">
    <table>
      ${caption}
      ${
        heads.length > 0 &&
        html`<thead>
          <tr>
            ${heads}
          </tr>
        </thead>`
      }
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
