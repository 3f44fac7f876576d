import { el, plainButton } from '../../base/dom.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';
import { eventProblem } from './eventCheck.ts';
import { completionsAt, insertCompletion } from './eventCompletion.ts';
import type { EventEditor } from './eventFields.ts';
import { jsonProblem } from './jsonProblem.ts';

/** One event or a list of events as JSON; errors show their line and column. */
export function rawEventEditor(): EventEditor {
  const input = el('textarea', {
    class: 'field-input code',
    rows: '6',
    spellcheck: 'false',
    'aria-label': strings.rawJson,
    'aria-describedby': 'raw-problem',
  });
  const problem = el('p', { id: 'raw-problem', class: 'field-problem', role: 'status' });
  const offers = el('div', { class: 'offers', role: 'group', 'aria-label': strings.suggestions });
  const element = el('div', { class: 'field' }, input, problem, offers);

  input.addEventListener('input', changed);
  input.addEventListener('keyup', offer);
  input.addEventListener('click', offer);
  offer();

  function changed(): void {
    const found = input.value.trim() === '' ? undefined : syntaxProblem(input.value);
    show(found);
    offer();
  }

  function show(text: string | undefined): void {
    problem.textContent = text ?? '';
    input.ariaInvalid = String(text !== undefined);
  }

  function offer(): void {
    const words = completionsAt(input.value, input.selectionEnd);
    if (words.join() === offers.dataset['words']) return;
    offers.dataset['words'] = words.join();
    const chips = words.map((word) => plainButton({ class: 'chip' }, () => insert(word), word));
    offers.replaceChildren(...chips);
    offers.hidden = words.length === 0;
  }

  function insert(word: string): void {
    const { text, caret } = insertCompletion(input.value, input.selectionEnd, word);
    input.value = text;
    input.focus();
    input.setSelectionRange(caret, caret);
    changed();
  }

  return {
    element,
    read() {
      const text = input.value;
      const syntax = syntaxProblem(text);
      const value: unknown = syntax === undefined ? JSON.parse(text) : [];
      const events: readonly unknown[] = Array.isArray(value) ? value : [value];
      const wrong = syntax ?? contentProblem(events);
      show(wrong);
      if (wrong === undefined) return events;
      input.focus();
      return undefined;
    },
    isUntouched: () => input.value.trim() === '',
    focus: () => input.focus(),
  };
}

function syntaxProblem(text: string): string | undefined {
  const found = jsonProblem(text);
  return found && strings.at(found.line, found.column, found.problem);
}

function contentProblem(events: readonly unknown[]): string | undefined {
  if (events.length === 0) return strings.noEvents;
  for (const event of events) {
    const found = eventProblem(event);
    if (found) return strings.inField(found.field, found.problem);
  }
  return undefined;
}
