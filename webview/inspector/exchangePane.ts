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
import { type Child, el, iconElement, iconPaths, plainButton } from '../base/dom.ts';
import { part as template } from '../base/part.ts';
import { byteSize, clockTime, duration, exactMs } from '../base/pageFormat.ts';
import { foldedJson } from '../chat/cards/foldedJson.ts';
import type { Actions } from '../chat/hostActions.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { waterfall } from './waterfallView.ts';

/** All details of a request and its response, except the lines. */
export function exchangePane(
  exchange: WireExchange,
  lineTimesMs: readonly number[],
  actions: Actions,
  post: (message: InspectorPageMessage) => void,
): HTMLElement {
  const { number, status, outcome, lastMs, bytes, url, sentAt, retries, failure } = exchange;
  const copies = requestFormats.map((format) =>
    plainButton(
      { class: 'quiet' },
      () => post({ type: 'copyRequest', exchange: number, format }),
      strings.copyAs(formatNames[format]),
    ),
  );
  const facts = [
    status === undefined ? strings.noStatus : String(status),
    strings[outcome],
    duration(lastMs),
    byteSize(bytes),
    strings.events(lineTimesMs.length),
  ];
  return el(
    'div',
    {
      class: 'exchange-pane',
      tabindex: '0',
      role: 'region',
      'aria-label': strings.exchange(number),
    },
    el('p', { class: 'line-facts' }, facts.join(' · ')),
    el(
      'div',
      { class: 'row-actions pane-actions' },
      ...copies,
      plainButton(
        { class: 'quiet' },
        () => post({ type: 'saveHar', exchange: number }),
        strings.saveHar,
      ),
    ),
    failure && failureOf(failure, actions),
    part(strings.timing, waterfall(exchange, lineTimesMs)),
    retries.length > 0 &&
      el(
        'ul',
        {},
        ...retries.map(({ attempt, atMs, waitMs, reason }) =>
          el('li', {}, strings.retry(attempt, exactMs(atMs), exactMs(waitMs), visibleText(reason))),
        ),
      ),
    part(strings.url, code(url)),
    part(strings.sentAt, clockTime(new Date(sentAt), 'seconds')),
    part(strings.requestHeaders, headersOf(exchange.requestHeaders)),
    part(strings.requestBody, bodyOf(exchange.requestBody)),
    part(strings.responseHeaders, headersOf(exchange.responseHeaders ?? {})),
  );
}

function failureOf(failure: NonNullable<WireExchange['failure']>, actions: Actions): HTMLElement {
  const { title, detail } = describeFailure(failure);
  return part(
    strings.failure,
    el(
      'p',
      { class: 'wire-failure' },
      iconElement(iconPaths.warning),
      el('strong', {}, visibleText(title)),
    ),
    el('p', {}, visibleText(detail)),
    // bridge: foldedJson is a template
    template(() => foldedJson(strings.details, failure, actions)).element,
  );
}

function part(title: string, ...children: readonly Child[]): HTMLElement {
  return el('section', { class: 'pane-part' }, el('h3', {}, title), ...children);
}

function headersOf(headers: Readonly<Record<string, string>>): HTMLElement {
  const entries = Object.entries(headers);
  if (entries.length === 0) return el('p', { class: 'muted' }, strings.none);
  return el(
    'dl',
    { class: 'headers' },
    ...entries.map(([name, value]) =>
      el('div', {}, el('dt', {}, visibleText(name)), el('dd', {}, visibleText(value))),
    ),
  );
}

function bodyOf(body: string): HTMLElement {
  if (body === '') return el('p', { class: 'muted' }, strings.none);
  return code(parseJson(body) === undefined ? body : indentJson(body));
}

function code(text: string): HTMLElement {
  return el('pre', {}, visibleText(text));
}
