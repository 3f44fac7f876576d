import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { button } from '../../base/kit.ts';
import { iconButton } from '../../base/nativeButtons.ts';
import { part } from '../../base/part.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import { type EventEditor, eventFields } from './eventFields.ts';
import { eventForms } from './eventForms.ts';
import { rawEventEditor } from './rawEventEditor.ts';

export interface EventComposer {
  readonly element: HTMLElement;
  readonly isOpen: boolean;
  toggle(): void;
}

const kinds = [...eventForms.map(({ label }) => label), t('Raw JSON')];

/** Composes any event a customer can send, with a form or as JSON; one turn may contain several. */
export function eventComposer(actions: Actions, onClose: () => void): EventComposer {
  let isOpen = false;
  let kind = 0;
  let editor = newEditor();
  /** The events to send together in the next turn. */
  let chosen: readonly unknown[] = [];
  const { element, draw } = part(
    () =>
      html`<div
        class="composer-part event-composer"
        role="dialog"
        aria-label=${strings.compose}
        ?hidden=${!isOpen}
        @keydown=${keyPressed}
      >
        <div class="event-head">
          <select
            class="field-input"
            aria-label=${t('Event kind')}
            @change=${({ target }: { readonly target: HTMLSelectElement }) => {
              kind = target.selectedIndex;
              showEditor();
            }}
          >
            ${kinds.map((label) => html`<option>${label}</option>`)}
          </select>
          ${iconButton('close', t('Close'), close)}
        </div>
        <div class="event-fields">${editor.element}</div>
        <ol
          class="queue-list"
          aria-label=${t('Events in this turn')}
          ?hidden=${chosen.length === 0}
        >
          ${chosen.map(entry)}
        </ol>
        <div class="row-actions">
          ${button({ label: strings.send(chosen.length + 1), kind: 'primary', onPress: sendAll })}
          ${button({ label: t('Add Another Event'), kind: 'secondary', onPress: addAnother })}
        </div>
      </div>`,
  );

  function entry(event: unknown): TemplateResult {
    const text = visibleText(JSON.stringify(event));
    const remove = (): void => {
      chosen = chosen.filter((other) => other !== event);
      draw();
    };
    return html`<li>
      <span title=${text}>${text}</span
      >${iconButton('close', t('Remove {event}', { event: text }), remove)}
    </li>`;
  }

  function keyPressed(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
  }

  function newEditor(): EventEditor {
    const form = eventForms[kind];
    return form ? eventFields(form) : rawEventEditor();
  }

  function showEditor(): void {
    editor = newEditor();
    draw();
  }

  function addAnother(): void {
    const made = editor.read();
    if (!made) return;
    chosen = [...chosen, ...made];
    showEditor();
    editor.focus();
  }

  function sendAll(): void {
    // Listed events can be sent alone: an untouched form does not count as an event.
    const made = editor.isUntouched() && chosen.length > 0 ? [] : editor.read();
    if (!made) return;
    actions.sendEvents([...chosen, ...made]);
    chosen = [];
    showEditor();
    close();
  }

  function close(): void {
    isOpen = false;
    draw();
    onClose();
  }

  return {
    element,
    get isOpen() {
      return isOpen;
    },
    toggle() {
      if (isOpen) {
        close();
        return;
      }
      isOpen = true;
      draw();
      editor.focus();
    },
  };
}
