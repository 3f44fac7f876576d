import { visibleText } from '../../../src/shared/visibleText.ts';
import { el } from '../../base/dom.ts';
import { iconButton } from '../../base/kit.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';

export interface ChosenEvents {
  readonly element: HTMLElement;
  readonly events: readonly unknown[];
  add(events: readonly unknown[]): void;
  clear(): void;
}

/** The events that travel together in the next turn, each with a way out of the list. */
export function chosenEvents(onChange: (count: number) => void): ChosenEvents {
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
    const remove = iconButton('close', label, () =>
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
