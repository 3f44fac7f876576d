import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { part } from '../../base/part.ts';
import { formProblems } from './eventCheck.ts';
import { buildEvent, type EventField, type EventForm, type FormValues } from './eventForms.ts';

/** An editor for events: a form or JSON. */
export interface EventEditor {
  readonly element: HTMLElement;
  /** The events; undefined after showing what is wrong and where. */
  read(): readonly unknown[] | undefined;
  isUntouched(): boolean;
  focus(): void;
}

let lastId = 0;

/** The fields of one kind of event, each with its own error message. */
export function eventFields(form: EventForm): EventEditor {
  const { fields, content } = form;
  const formId = `field-${++lastId}`;
  let values: FormValues = {};
  let isContext = false;
  /** The problems in the page, by field. */
  const shown = new Map<string, string | undefined>();
  const asAssistant = html`<label class="field-check">
    <input
      type="checkbox"
      @change=${() => (isContext = !isContext)}
    />${t('Send as assistant context')}
  </label>`;
  const { element, draw } = part(
    () => html`<div>${fields.map(fieldRow)}${content === undefined ? nothing : asAssistant}</div>`,
  );

  function fieldRow(field: EventField): TemplateResult {
    const { name, label, type } = field;
    const id = `${formId}-${name}`;
    const problem = shown.get(name);
    const isInvalid = String(problem !== undefined);
    const isOptional = type === 'text' || type === 'fields';
    const typed = ({ target }: { readonly target: HTMLInputElement }): void => {
      values = { ...values, [name]: target.value };
      if (problem !== undefined) showProblems([field]);
    };
    // Show no error while the tester is typing the first value.
    const left = () => values[name] && showProblems([field]);
    const input =
      type === 'fields' || name === 'text'
        ? html`<textarea
            id=${id}
            class="field-input"
            dir="auto"
            autocomplete="off"
            rows="3"
            aria-describedby="${id}-problem"
            aria-invalid=${isInvalid}
          ></textarea>`
        : html`<input
            id=${id}
            class="field-input"
            dir="auto"
            autocomplete="off"
            inputmode=${type === 'url' ? 'url' : nothing}
            aria-describedby="${id}-problem"
            aria-invalid=${isInvalid}
          />`;
    return html`<div class="field" @input=${typed} @focusout=${left}>
      <label for=${id}>${isOptional ? t('{label} (optional)', { label }) : label}</label>
      ${input}
      <p id="${id}-problem" class="field-problem" role="status">${problem}</p>
    </div>`;
  }

  /** Shows the problems of these fields; returns the name of the form's first wrong field. */
  function showProblems(of: readonly EventField[]): string | undefined {
    const problems = formProblems(form, values);
    for (const { name } of of) {
      shown.set(name, problems.find(({ field }) => field === name)?.problem);
    }
    draw();
    return problems[0]?.field;
  }

  function focus(name = fields[0]?.name): void {
    element.querySelector<HTMLElement>(`#${formId}-${name}`)?.focus();
  }

  return {
    element,
    read() {
      const wrong = showProblems(fields);
      if (wrong === undefined) return [buildEvent(form, values, isContext ? 'ASSISTANT' : 'USER')];
      focus(wrong);
      return undefined;
    },
    isUntouched: () => Object.values(values).every((value) => value === ''),
    focus: () => focus(),
  };
}
