import type { Actions } from '../hostActions.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { controlIcons } from '../../base/icons.ts';
import { el, icon, plainButton } from '../../base/dom.ts';
import { eventForms } from './eventForms.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';
import { button } from '../../base/kit.ts';
import { eventFields, type EventEditor } from './eventFields.ts';
import { rawEventEditor } from './rawEventEditor.ts';
import { chosenEvents } from './chosenEvents.ts';

export interface EventComposer {
  readonly element: HTMLElement;
  /** Opens it, or closes it when it is open; true when it is open then. */
  toggle(): boolean;
}

/** Makes any event a customer can send, by form or as JSON; several can travel in one turn. */
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
  const send = button({ label: strings.send(1), kind: 'primary', onPress: sendAll });
  const add = button({ label: strings.addAnother, kind: 'secondary', onPress: addAnother });
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
      plainButton({ class: 'icon-button', ...label }, close, icon(controlIcons.close)),
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
    // Events that are listed already may travel alone: an untouched form is no event.
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
