import { formatDuration } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import type { Finding, FindingLevel } from '../findings.ts';
import { lineDiff } from '../lineDiff.ts';
import type { Pictures } from './pictures.ts';
import type { Piece, ProductTile } from './pieces.ts';
import { html, type SafeHtml } from './safeHtml.ts';
import type { Bubble, ShownConversation, TurnBubbles } from './shownCase.ts';

const nameOf = (who: Bubble['who']): string =>
  ({ customer: t('Customer'), shop: t('Shop'), agent: t('Agent') })[who];
const levelName = (level: FindingLevel): string =>
  ({
    failure: t('Not as expected'),
    unjudged: t('Error'),
    warning: t('Warning'),
  })[level];

/** The conversation as in a messenger, with the findings next to it. */
export function conversationHtml(
  { note, turns, met, findings }: ShownConversation,
  pictures: Pictures,
): SafeHtml {
  const about =
    met.length + findings.length > 0 &&
    html`<p class="about">${t('About the whole conversation')}</p>`;
  return html`<div class="conversation">
    ${note !== undefined && html`<p class="hint">${note}</p>`}
    <ol class="turns">
      ${turns.map((turn) => turnHtml(turn, pictures))}
    </ol>
    ${about}${findings.map(findingHtml)}${metHtml(met)}
  </div>`;
}

function turnHtml({ bubbles, totalMs, met, findings }: TurnBubbles, pictures: Pictures): SafeHtml {
  const answered = bubbles.some(({ who }) => who === 'agent');
  const took = formatDuration(totalMs ?? 0);
  const time =
    totalMs !== undefined &&
    html`<p class="hint">
      ${answered ? t('Responded in {0}', took) : t('No response after {0}', took)}
    </p>`;
  return html`<li>
    ${bubbles.map((bubble, at) => bubbleHtml(bubble, bubbles[at - 1]?.who, pictures))}${time}${findings.map(findingHtml)}${metHtml(met)}
  </li>`;
}

function metHtml(met: readonly string[]): SafeHtml | undefined {
  if (met.length === 0) return undefined;
  const items = met.map((title) => html`<li dir="auto">${title}</li>`);
  return html`<p class="hint">${t('As expected')}</p>
    <ul class="met">
      ${items}
    </ul>`;
}

/** Shows the speaker's name once for consecutive bubbles; screen readers get it for each. */
function bubbleHtml(
  { who, pieces }: Bubble,
  before: Bubble['who'] | undefined,
  pictures: Pictures,
): SafeHtml {
  return html`<div class="bubble ${who}${who === before && ' next'}">
    <p class="who">${nameOf(who)}</p>
    ${pieces.map((piece) => pieceHtml(piece, pictures))}
  </div>`;
}

function pieceHtml(piece: Piece, pictures: Pictures): SafeHtml {
  switch (piece.type) {
    case 'text':
      return html`<p class="said" dir="auto">${piece.text}</p>`;
    case 'note':
      return html`<p class="hint" dir="auto">${piece.text}</p>`;
    case 'choices': {
      const items = piece.items.map((item) => html`<li dir="auto">${item}</li>`);
      return html`<p class="hint" dir="auto">${piece.label}</p>
        <ul class="choices">
          ${items}
        </ul>`;
    }
    case 'products': {
      if (piece.products.length === 0)
        return html`<p class="hint">${t('Recommended no products')}</p>`;
      const cards = piece.products.map((product) => productHtml(product, pictures));
      return html`<ul class="products">
        ${cards}
      </ul>`;
    }
  }
}

function productHtml({ title, price, url, imageUrl }: ProductTile, pictures: Pictures): SafeHtml {
  const name =
    url === undefined
      ? title
      : html`<a href="${url}" rel="noopener noreferrer nofollow">${title}</a>`;
  return html`<li class="product">
    ${pictures.show(imageUrl)}<span class="product-title" dir="auto">${name}</span
    ><span class="price">${price ?? t('No price')}</span>
  </li>`;
}

/** An expectation that was not met, in words. */
export function findingHtml(finding: Finding): SafeHtml {
  const { level, title, message, because } = finding;
  const expected = title !== undefined && html`<p dir="auto">${t('Expected: {0}', title)}</p>`;
  const why = message !== undefined && html`<p class="said" dir="auto">${message}</p>`;
  const reason =
    because !== undefined &&
    html`<p class="hint" dir="auto">${t('Why it matters: {0}', because)}</p>`;
  return html`<div class="finding ${level}">
    <p class="level">${levelName(level)}</p>
    ${expected}${why}${comparison(finding)}${reason}
  </div>`;
}

function comparison(finding: Finding): SafeHtml | undefined {
  const { expected, actual } = finding;
  if (expected === undefined || actual === undefined) return undefined;
  if (!/\n/.test(expected.trim() + actual.trim())) {
    return html`<dl class="compared">
      <dt>${t('Expected')}</dt>
      <dd dir="auto">${expected}</dd>
      <dt>${t('Actual')}</dt>
      <dd dir="auto">${actual}</dd>
    </dl>`;
  }
  const marks = { expected: t('expected'), actual: t('actual'), same: t('both'), gap: '…' };
  const rows = lineDiff(finding).map(
    ({ type, text }) =>
      html`<tr class="${type}">
        <th scope="row">${marks[type]}</th>
        <td dir="auto">${text}</td>
      </tr>`,
  );
  return html`<table class="diff">
    <caption>
      ${t('Line-by-line comparison of expected and actual')}
    </caption>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
