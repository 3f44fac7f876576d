import type { HandoverEvent, HandoverKind } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement } from '../../base/dom.ts';
import { handoverIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { entry, timeOf } from './cardFooter.ts';

const titles: Readonly<Record<HandoverKind, string>> = {
  agentHandoverEvent: strings.handedToPerson,
  storefrontHandoverEvent: strings.handedToStorefront,
  orderStatusHandoverEvent: strings.handedToOrderStatus,
  locationQueryHandoverEvent: strings.handedToLocation,
  onelivDoctorHandoverEvent: strings.handedToDoctor,
  leadgenHandoverEvent: strings.handedToLeads,
};

/**
 * A banner across the log for a handover; one that was not triggered is a quiet line (API notes,
 * 4.7).
 */
export function handoverBanner(event: HandoverEvent, context: CardContext): HTMLElement {
  const { turn, index } = context;
  const time = timeOf(turn.sentAt, turn.items[index]?.atMs ?? 0);
  if (!event.triggered) {
    const line = el(
      'div',
      { class: 'handover-trace' },
      el(
        'p',
        {},
        iconElement(handoverIcons[event.kind]),
        strings.notHandedOver,
        el('span', { class: 'kind' }, event.kind),
      ),
      facts(event),
    );
    return entry(event, context, line, time);
  }
  const banner = el(
    'section',
    { class: 'handover-banner', role: 'group', 'aria-label': titles[event.kind] },
    el('div', { class: 'handover-icon' }, iconElement(handoverIcons[event.kind])),
    el(
      'div',
      { class: 'handover-text' },
      el('p', { class: 'handover-title' }, titles[event.kind]),
      facts(event),
      el('p', { class: 'muted kind' }, event.kind),
    ),
  );
  return entry(event, context, banner, time);
}

/** The handover's fields by name: reasons with labels, the payload with its own names. */
function facts({ reason, reasonNative, payload }: HandoverEvent): HTMLElement | undefined {
  const named: readonly (readonly [string, string | undefined])[] = [
    [strings.reason, reason],
    [strings.reasonNative, reasonNative],
    ...Object.entries(payload),
  ];
  const filled = named.filter((fact): fact is readonly [string, string] => Boolean(fact[1]));
  if (filled.length === 0) return undefined;
  return el(
    'dl',
    { class: 'facts' },
    ...filled.flatMap(([name, value]) => [
      el('dt', {}, visibleText(name)),
      el('dd', { dir: 'auto' }, visibleText(value)),
    ]),
  );
}
