import { el } from '../../base/dom.ts';
import { formProblems } from './eventCheck.ts';
import { buildEvent, type EventField, type EventForm } from './eventForms.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';

/** An editor for events: a form or JSON. */
export interface EventEditor {
  readonly element: HTMLElement;
  /** The events; undefined after showing what is wrong and where. */
  read(): readonly unknown[] | undefined;
  isUntouched(): boolean;
  focus(): void;
}

interface FieldRow {
  readonly field: EventField;
  readonly element: HTMLElement;
  readonly input: HTMLInputElement | HTMLTextAreaElement;
  show(problem: string | undefined): void;
}

let lastId = 0;

/** The fields of one kind of event, each with its own error message. */
export function eventFields(form: EventForm): EventEditor {
  const rows = form.fields.map(fieldRow);
  const isContext = el('input', { type: 'checkbox' });
  const role = el('label', { class: 'field-check' }, isContext, strings.asAssistant);
  const elements = rows.map(({ element }) => element);
  const element = el('div', {}, ...elements, form.content !== undefined && role);
  const values = () =>
    Object.fromEntries(rows.map(({ field, input }) => [field.name, input.value]));

  for (const row of rows) {
    // Show no error while the tester is typing the first value.
    row.input.addEventListener('blur', () => row.input.value !== '' && showProblems(row));
    row.input.addEventListener(
      'input',
      () => row.input.ariaInvalid === 'true' && showProblems(row),
    );
  }

  /** Shows the problems of one row or of all rows; returns the first row with a problem. */
  function showProblems(only?: FieldRow): FieldRow | undefined {
    const problems = new Map(
      formProblems(form, values()).map(({ field, problem }) => [field, problem]),
    );
    for (const row of only ? [only] : rows) row.show(problems.get(row.field.name));
    return rows.find(({ field }) => problems.has(field.name));
  }

  return {
    element,
    read() {
      const wrong = showProblems();
      wrong?.input.focus();
      if (wrong) return undefined;
      return [buildEvent(form, values(), isContext.checked ? 'ASSISTANT' : 'USER')];
    },
    isUntouched: () => rows.every(({ input }) => input.value === ''),
    focus: () => rows[0]?.input.focus(),
  };
}

function fieldRow(field: EventField): FieldRow {
  const { name, label, type } = field;
  const id = `field-${++lastId}`;
  const isLong = type === 'fields' || name === 'text';
  const attributes = { id, class: 'field-input', dir: 'auto', autocomplete: 'off' };
  const input = isLong
    ? el('textarea', { ...attributes, rows: '3' })
    : el('input', { ...attributes, inputmode: type === 'url' && 'url' });
  const problem = el('p', { id: `${id}-problem`, class: 'field-problem', role: 'status' });
  input.setAttribute('aria-describedby', problem.id);
  const isOptional = type === 'text' || type === 'fields';
  const shownLabel = isOptional ? strings.optional(label) : label;
  return {
    field,
    input,
    element: el('div', { class: 'field' }, el('label', { for: id }, shownLabel), input, problem),
    show(text) {
      problem.textContent = text ?? '';
      input.ariaInvalid = String(text !== undefined);
    },
  };
}
