import type { AgentEvent } from '../../src/shared/model.ts';
import type { Actions } from '../actions.ts';
import { el } from '../dom.ts';
import { strings } from '../strings.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { eventNotes } from './eventNotes.ts';
import { foldedJson } from './foldedJson.ts';

/** Any event as its kind, its gist in a line, and its JSON. */
export function genericCard(event: AgentEvent, actions: Actions): HTMLElement {
  const gist = gistOf(event);
  return el(
    'section',
    { class: `card ${event.type}`, 'aria-label': visibleText(event.kind) },
    el(
      'header',
      { class: 'card-head' },
      el('span', { class: 'kind' }, visibleText(event.kind)),
      badge(event),
      el('span', { class: 'muted' }, strings.line(event.line)),
    ),
    gist !== '' && el('p', { class: 'gist', dir: 'auto' }, visibleText(gist)),
    eventNotes(event),
    foldedJson(strings.raw, event.raw, actions),
  );
}

function badge(event: AgentEvent): HTMLElement | undefined {
  if (event.type === 'unknown') return el('span', { class: 'tag' }, strings.unknownEvent);
  if (event.type !== 'handover') return undefined;
  return el('span', { class: 'tag' }, event.triggered ? strings.handover : strings.noHandover);
}

/** One line that says what the event holds. */
function gistOf(event: AgentEvent): string {
  switch (event.type) {
    case 'message':
      return messageGist(event);
    case 'handover':
      return [event.reason, event.reasonNative, ...Object.values(event.payload)]
        .filter(Boolean)
        .join(' · ');
    case 'interactive':
      return event.messages.map(interactiveGist).join(' · ');
    case 'suggestions':
      return event.questions.join(' · ');
    case 'recommendation':
      return strings.products(event.products.length);
    case 'unknown':
      return '';
  }
}

type Of<T extends AgentEvent['type']> = Extract<AgentEvent, { type: T }>;

function messageGist({ text, image, audio, location }: Of<'message'>): string {
  const place = location && [location.name, location.address].filter(Boolean).join(', ');
  const parts = [text, image?.caption, image?.url, audio?.url, place];
  return parts.filter(Boolean).join(' · ') || strings.emptyMessage;
}

function interactiveGist(message: Of<'interactive'>['messages'][number]): string {
  const { header, body, buttons, actionButton, sections, menuLabel } = message;
  const rows = sections.flatMap((section) => section.rows);
  const labels = [...buttons, ...(actionButton ? [actionButton] : []), ...rows].flatMap(
    ({ text, id }) => text ?? id ?? [],
  );
  const choices = labels.map((label) => `[${label}]`).join(' ');
  return [header, body, menuLabel, choices].filter(Boolean).join(' · ');
}
