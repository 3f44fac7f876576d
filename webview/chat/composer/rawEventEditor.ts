import { html } from 'lit-html';
import { createRef, ref } from 'lit-html/directives/ref.js';
import { part } from '../../base/part.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';
import { eventProblem } from './eventCheck.ts';
import { completionsAt, insertCompletion } from './eventCompletion.ts';
import type { EventEditor } from './eventFields.ts';
import { jsonProblem } from './jsonProblem.ts';

/** One event or a list of events as JSON; errors show their line and column. */
export function rawEventEditor(): EventEditor {
  const input = createRef<HTMLTextAreaElement>();
  const text = (): string => input.value?.value ?? '';
  let problem: string | undefined;
  const { element, draw } = part(() => {
    const words = completionsAt(text(), input.value?.selectionEnd ?? 0);
    const chips = words.map(
      (word) =>
        html`<button type="button" class="chip" @click=${() => insert(word)}>${word}</button>`,
    );
    const isEmpty = words.length === 0;
    return html`<div class="field">
      <textarea
        class="field-input code"
        rows="6"
        spellcheck="false"
        aria-label=${strings.rawJson}
        aria-describedby="raw-problem"
        aria-invalid=${String(problem !== undefined)}
        @input=${typed}
        @keyup=${() => draw()}
        @click=${() => draw()}
        ${ref(input)}
      ></textarea>
      <p id="raw-problem" class="field-problem" role="status">${problem}</p>
      <div class="offers" role="group" aria-label=${strings.suggestions} ?hidden=${isEmpty}>
        ${chips}
      </div>
    </div>`;
  });

  function show(found: string | undefined): void {
    problem = found;
    draw();
  }

  function typed(): void {
    show(text().trim() === '' ? undefined : syntaxProblem(text()));
  }

  function insert(word: string): void {
    const box = input.value;
    if (!box) return;
    const inserted = insertCompletion(box.value, box.selectionEnd, word);
    box.value = inserted.text;
    box.focus();
    box.setSelectionRange(inserted.caret, inserted.caret);
    typed();
  }

  return {
    element,
    read() {
      const syntax = syntaxProblem(text());
      const value: unknown = syntax === undefined ? JSON.parse(text()) : [];
      const events: readonly unknown[] = Array.isArray(value) ? value : [value];
      const wrong = syntax ?? contentProblem(events);
      show(wrong);
      if (wrong === undefined) return events;
      input.value?.focus();
      return undefined;
    },
    isUntouched: () => text().trim() === '',
    focus: () => input.value?.focus(),
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
