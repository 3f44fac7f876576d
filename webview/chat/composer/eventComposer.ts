import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement, plainButton } from '../../base/dom.ts';
import { controlIcons } from '../../base/icons.ts';
import { buttonHandle, iconButtonElement } from '../../base/kit.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';
import type { Actions } from '../hostActions.ts';
import { type EventEditor, eventFields } from './eventFields.ts';
import { eventForms } from './eventForms.ts';
import { rawEventEditor } from './rawEventEditor.ts';

export interface EventComposer {
  readonly element: HTMLElement;
  /** Opens or closes it; returns whether it is now open. */
  toggle(): boolean;
}

/** Composes any event a customer can send, with a form or as JSON; one turn may contain several. */
export function eventComposer(actions: Actions, onClose: () => void): EventComposer {
  const kind = el(
    'select',
    { class: 'field-input', 'aria-label': strings.kind },
    ...eventForms.map(({ label }) => el('option', {}, label)),
    el('option', {}, strings.rawJson),
  );
  kind.addEventListener('change', () => showEditor());
  const place = el('div', { class: 'event-fields' });
  const chosen = chosenEvents(showCount);
  const send = buttonHandle({ label: strings.send(1), kind: 'primary', onPress: sendAll });
  const add = buttonHandle({ label: strings.addAnother, kind: 'secondary', onPress: addAnother });
  const label = { title: composerStrings.close, 'aria-label': composerStrings.close };
  const element = el(
    'div',
    {
      class: 'composer-part event-composer',
      role: 'dialog',
      'aria-label': strings.compose,
      hidden: true,
    },
    el(
      'div',
      { class: 'event-head' },
      kind,
      plainButton({ class: 'icon-button', ...label }, close, iconElement(controlIcons.close)),
    ),
    place,
    chosen.element,
    el('div', { class: 'row-actions' }, send.element, add.element),
  );
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  });
  let editor = newEditor();
  place.append(editor.element);

  function newEditor(): EventEditor {
    const form = eventForms[kind.selectedIndex];
    return form ? eventFields(form) : rawEventEditor();
  }

  function showEditor(): void {
    editor = newEditor();
    place.replaceChildren(editor.element);
  }

  function showCount(count: number): void {
    send.setLabel(strings.send(count + 1));
  }

  function addAnother(): void {
    const made = editor.read();
    if (!made) return;
    chosen.add(made);
    showEditor();
    editor.focus();
  }

  function sendAll(): void {
    // Listed events can be sent alone: an untouched form does not count as an event.
    const made = editor.isUntouched() && chosen.events.length > 0 ? [] : editor.read();
    if (!made) return;
    actions.sendEvents([...chosen.events, ...made]);
    chosen.clear();
    showEditor();
    close();
  }

  function close(): void {
    element.hidden = true;
    onClose();
  }

  return {
    element,
    toggle() {
      if (element.hidden) {
        element.hidden = false;
        editor.focus();
        return true;
      }
      close();
      return false;
    },
  };
}

interface ChosenEvents {
  readonly element: HTMLElement;
  readonly events: readonly unknown[];
  add(events: readonly unknown[]): void;
  clear(): void;
}

/** The events to send together in the next turn, each with a remove button. */
function chosenEvents(onChange: (count: number) => void): ChosenEvents {
  const element = el('ol', { class: 'queue-list', 'aria-label': strings.events, hidden: true });
  let events: readonly unknown[] = [];

  function change(next: readonly unknown[]): void {
    events = next;
    element.replaceChildren(...events.map(entry));
    element.hidden = events.length === 0;
    onChange(events.length);
  }

  function entry(event: unknown): HTMLElement {
    const text = visibleText(JSON.stringify(event));
    const label = strings.remove(text);
    const remove = iconButtonElement('close', label, () =>
      change(events.filter((other) => other !== event)),
    );
    return el('li', {}, el('span', { title: text }, text), remove);
  }

  return {
    element,
    get events() {
      return events;
    },
    add: (added) => change([...events, ...added]),
    clear: () => change([]),
  };
}
