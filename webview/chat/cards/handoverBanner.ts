import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import type { HandoverEvent, HandoverKind } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { handoverIcons, icon } from '../../base/icons.ts';
import type { CardContext } from './cardContext.ts';
import { entry, timeOf } from './cardFooter.ts';

const titles: Readonly<Record<HandoverKind, string>> = {
  agentHandoverEvent: t('Handed over to a person'),
  storefrontHandoverEvent: t('Handed over to the storefront'),
  orderStatusHandoverEvent: t('Handed over to order tracking'),
  locationQueryHandoverEvent: t('Handed over to the store finder'),
  onelivDoctorHandoverEvent: t('Handed over to a doctor'),
  leadgenHandoverEvent: t('Handed over to lead generation'),
};

/**
 * A banner across the log for a handover; one that was not triggered is a quiet line (API notes,
 * 4.7).
 */
export function handoverBanner(event: HandoverEvent, context: CardContext): TemplateResult {
  const { turn, index } = context;
  const { kind } = event;
  const time = timeOf(turn.sentAt, turn.items[index]?.atMs ?? 0);
  if (!event.triggered) {
    const line = html`<div class="handover-trace">
      <p>
        ${icon(handoverIcons[kind])}${t('Handover not triggered:')}<span class="kind">${kind}</span>
      </p>
      ${facts(event)}
    </div>`;
    return entry(event, context, line, time);
  }
  const banner = html`<section class="handover-banner" role="group" aria-label=${titles[kind]}>
    <div class="handover-icon">${icon(handoverIcons[kind])}</div>
    <div class="handover-text">
      <p class="handover-title">${titles[kind]}</p>
      ${facts(event)}
      <p class="muted kind">${kind}</p>
    </div>
  </section>`;
  return entry(event, context, banner, time);
}

/** The handover's fields by name: reasons with labels, the payload with its own names. */
function facts(event: HandoverEvent): TemplateResult | typeof nothing {
  const { reason, reasonNative, payload } = event;
  const named: readonly (readonly [string, string | undefined])[] = [
    [t('Reason'), reason],
    [t("In the customer's language"), reasonNative === reason ? undefined : reasonNative],
    ...Object.entries(payload),
  ];
  const filled = named.flatMap(([name, value]) => (value ? [[name, value] as const] : []));
  if (filled.length === 0) return nothing;
  return html`<dl class="facts">
    ${filled.map(
      ([name, value]) =>
        html`<dt>${visibleText(name)}</dt>
          <dd dir="auto">${visibleText(value)}</dd>`,
    )}
  </dl>`;
}
