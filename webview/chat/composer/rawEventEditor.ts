import { t } from '../../../src/shared/l10n.ts';
import { html } from 'lit-html';
import { createRef, ref } from 'lit-html/directives/ref.js';
import { part } from '../../base/part.ts';
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
        aria-label=${t('Raw JSON')}
        aria-describedby="raw-problem"
        aria-invalid=${String(problem !== undefined)}
        @input=${typed}
        @keyup=${() => draw()}
        @click=${() => draw()}
        ${ref(input)}
      ></textarea>
      <p id="raw-problem" class="field-problem" role="status">${problem}</p>
      <div class="offers" role="group" aria-label=${t('Insert')} ?hidden=${isEmpty}>${chips}</div>
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
  return (
    found &&
    t('Line {line}, column {column}: {problem}', {
      line: found.line,
      column: found.column,
      problem: found.problem,
    })
  );
}

function contentProblem(events: readonly unknown[]): string | undefined {
  if (events.length === 0) return t('It must be a list with at least one event.');
  for (const event of events) {
    const found = eventProblem(event);
    if (found) return t('{field}: {problem}', { field: found.field, problem: found.problem });
  }
  return undefined;
}
