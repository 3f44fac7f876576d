import { t } from '../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { describeFailure } from '../../src/shared/failure/describeFailure.ts';
import { parseJson } from '../../src/shared/guards.ts';
import { indentJson } from '../../src/shared/json/indentJson.ts';
import {
  formatNames,
  type InspectorPageMessage,
  requestFormats,
  type WireExchange,
} from '../../src/shared/protocol/inspectorProtocol.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { icon, iconPaths } from '../base/icons.ts';
import { moreMenu } from '../base/moreMenu.ts';
import { quietButton } from '../base/nativeButtons.ts';
import { byteSize, clockTime, duration, exactMs } from '../base/pageFormat.ts';
import { foldedJson } from '../chat/cards/foldedJson.ts';
import type { Actions } from '../chat/hostActions.ts';
import { strings } from '../strings.ts';
import { waterfall } from './waterfallView.ts';

/** The turn as the whole conversation counts it; a request of the session by what it does. */
export function exchangeName({ turnId, method, endpoint }: WireExchange): string {
  return turnId === undefined ? `${method} ${endpoint}` : t('Turn {number}', { number: turnId });
}

/** All details of a request and its response, except the lines. */
export function exchangePane(
  exchange: WireExchange,
  lineTimesMs: readonly number[],
  actions: Actions,
  post: (message: InspectorPageMessage) => void,
): TemplateResult {
  const { number, status, outcome, lastMs, bytes, url, sentAt, retries, failure } = exchange;
  const facts = [
    status === undefined ? t('no response') : String(status),
    strings[outcome],
    duration(lastMs),
    byteSize(bytes),
    strings.events(lineTimesMs.length),
  ];
  return html`<div
    class="exchange-pane"
    tabindex="0"
    role="region"
    aria-label=${exchangeName(exchange)}
  >
    <div class="row-actions apart">
      <p>${facts.join(' · ')}</p>
      ${moreMenu([
        ...requestFormats.map((format) =>
          quietButton(t('Copy as {format}', { format: formatNames[format] }), () =>
            post({ type: 'copyRequest', exchange: number, format }),
          ),
        ),
        quietButton(t('Save as HAR'), () => post({ type: 'saveHar', exchange: number })),
      ])}
    </div>
    ${failure ? failureView(failure, actions) : nothing}
    ${section(t('Timing'), waterfall(exchange, lineTimesMs))}
    ${
      retries.length === 0
        ? nothing
        : html`<ul>
            ${retries.map(
              ({ attempt, atMs, waitMs, reason }) =>
                html`<li>
                  ${t('Retry {attempt} at {time}, after waiting {wait}: {reason}', { attempt, time: exactMs(atMs), wait: exactMs(waitMs), reason: visibleText(reason) })}
                </li>`,
            )}
          </ul>`
    }
    ${section(t('URL'), code(url))} ${section(t('Sent at'), clockTime(new Date(sentAt), 'seconds'))}
    ${section(t('Request headers'), headersView(exchange.requestHeaders))}
    ${section(t('Request body'), bodyView(exchange.requestBody))}
    ${section(t('Response headers'), headersView(exchange.responseHeaders ?? {}))}
  </div>`;
}

function failureView(
  failure: NonNullable<WireExchange['failure']>,
  actions: Actions,
): TemplateResult {
  const { title, detail } = describeFailure(failure);
  return section(
    t('Error'),
    html`<p class="wire-failure">
        ${icon(iconPaths.warning)}<strong>${visibleText(title)}</strong>
      </p>
      <p>${visibleText(detail)}</p>
      ${foldedJson(t('Details'), failure, actions)}`,
  );
}

function section(title: string, content: unknown): TemplateResult {
  return html`<section class="pane-part">
    <h3>${title}</h3>
    ${content}
  </section>`;
}

function headersView(headers: Readonly<Record<string, string>>): TemplateResult {
  const entries = Object.entries(headers);
  if (entries.length === 0) return html`<p class="muted">${t('None')}</p>`;
  return html`<dl class="headers">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${visibleText(name)}</dt>
          <dd>${visibleText(value)}</dd>
        </div>`,
    )}
  </dl>`;
}

function bodyView(body: string): TemplateResult {
  if (body === '') return html`<p class="muted">${t('None')}</p>`;
  return code(parseJson(body) === undefined ? body : indentJson(body));
}

function code(text: string): TemplateResult {
  return html`<pre>${visibleText(text)}</pre>`;
}
