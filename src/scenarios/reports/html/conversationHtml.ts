import { formatDuration } from '../../../shared/format.ts';
import { t } from '../../../shared/l10n.ts';
import { boldPieces } from '../../../shared/markup/boldPieces.ts';
import { shortLine, visibleLine } from '../../../shared/visibleText.ts';
import type { Finding, FindingLevel } from '../findings.ts';
import { lineDiff } from '../lineDiff.ts';
import { shortDiff, spanOf } from '../shortDiff.ts';
import type { Pictures } from './pictures.ts';
import type { Piece, ProductTile } from './pieces.ts';
import { html, type SafeHtml } from './safeHtml.ts';
import type { Bubble, ShownConversation, TurnBubbles } from './shownCase.ts';

/** In characters. */
const maxSummary = 80;
/** Longer ones are texts, which stand at the turn. */
const maxValue = 20;

const nameOf = (who: Bubble['who']): string =>
  ({ customer: t('Customer'), shop: t('Shop'), agent: t('Agent') })[who];
const levelName = (level: FindingLevel): string =>
  ({
    failure: t('Not as expected'),
    unjudged: t('Error'),
    warning: t('Warning'),
  })[level];

/**
 * The conversation as in a messenger, with the findings next to it. If turns have findings, the
 * others are folded. `id` is where links to its parts lead.
 */
export function conversationHtml(
  { note, turns, met, findings }: ShownConversation,
  pictures: Pictures,
  id: string,
): SafeHtml {
  const about =
    met.length + findings.length > 0 &&
    html`<p class="about" id="${id}">${t('About the whole conversation')}</p>`;
  const hasFindings = turns.some((turn) => turn.findings.length > 0);
  return html`<div class="conversation">
    ${note !== undefined && html`<p class="hint">${note}</p>`}
    <ol class="turns">
      ${turns.map((turn, index) => {
        const number = index + 1;
        const shown = turnHtml(turn, pictures);
        const isFolded = hasFindings && turn.findings.length === 0;
        return html`<li id="${turnId(id, number)}">
          ${isFolded ? foldedTurn(turn, number, shown) : shown}
        </li>`;
      })}
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
  return html`${bubbles.map((bubble, at) => bubbleHtml(bubble, bubbles[at - 1]?.who, pictures))}${time}${findings.map(findingHtml)}${metHtml(met)}`;
}

function foldedTurn({ bubbles }: TurnBubbles, number: number, content: SafeHtml): SafeHtml {
  const said = bubbles
    .filter(({ who }) => who === 'customer')
    .flatMap(({ pieces }) => pieces.flatMap((piece) => ('text' in piece ? piece.text : [])));
  return html`<details class="calm">
    <summary dir="auto">
      ${t('Turn {0}: {1}', number, shortLine(said.join(' '), maxSummary))}
    </summary>
    ${content}
  </details>`;
}

function turnId(id: string, number: number): string {
  return `${id}-turn-${number}`;
}

/** Each finding in a line that leads to it: where, what was expected, and what came. */
export function reasonsHtml(
  { turns, findings }: Pick<ShownConversation, 'turns' | 'findings'>,
  id: string,
): SafeHtml | undefined {
  const reason = (finding: Finding, place: string, where: string): SafeHtml => {
    const { title, message = '' } = finding;
    const came = title === undefined ? undefined : cameText(finding);
    const result = `${title ?? message}${came === undefined ? '' : '.'}`;
    return html`<li dir="auto">
      <a href="#${place}">${t('{turn}: {result}', { turn: where, result })}</a>
      ${came}
    </li>`;
  };
  const items = [
    ...turns.flatMap((turn, index) => {
      const number = index + 1;
      const name = t('Turn {number}', { number });
      return turn.findings.map((finding) => reason(finding, turnId(id, number), name));
    }),
    ...findings.map((finding) => reason(finding, id, t('Whole conversation'))),
  ];
  if (items.length === 0) return undefined;
  return html`<ul class="reasons">
    ${items}
  </ul>`;
}

/** How many values are listed that have no least and greatest. */
const maxShown = 3;

/** What came instead, in a few words; undefined if that takes more. */
function cameText(finding: Finding): string | undefined {
  const { actual } = finding;
  const got = shortDiff(finding)?.got ?? [];
  const span = spanOf(got);
  if (span) return t('Got {least} to {greatest}', { ...span });
  if (got.length > 0) return t('Got {value}', { value: got.slice(0, maxShown).join(', ') });
  const isShort = actual !== undefined && actual !== '' && actual.length <= maxValue;
  return isShort ? t('Got {value}', { value: visibleLine(actual) }) : undefined;
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
      return html`<p class="said" dir="auto">${boldHtml(piece.text)}</p>`;
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

function boldHtml(text: string): readonly (SafeHtml | string)[] {
  return boldPieces(text).map((piece) =>
    piece.isBold ? html`<strong>${piece.text}</strong>` : piece.text,
  );
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
