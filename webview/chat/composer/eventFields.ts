import { html, nothing, type TemplateResult } from 'lit-html';
import { part } from '../../base/part.ts';
import { eventStrings as strings } from '../../strings/eventStrings.ts';
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
  const { element, draw } = part(
    () =>
      html`<div>
        ${fields.map((field) => {
          const { name } = field;
          return fieldRow(field, {
            id: `${formId}-${name}`,
            problem: shown.get(name),
            onInput(value) {
              values = { ...values, [name]: value };
              if (shown.get(name) !== undefined) showProblems([field]);
            },
            // Show no error while the tester is typing the first value.
            onLeave: () => values[name] && showProblems([field]),
          });
        })}
        ${
          content === undefined
            ? nothing
            : html`<label class="field-check">
                <input type="checkbox" @change=${() => (isContext = !isContext)} />
                ${strings.asAssistant}
              </label>`
        }
      </div>`,
  );

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

interface FieldLook {
  readonly id: string;
  readonly problem: string | undefined;
  readonly onInput: (value: string) => void;
  readonly onLeave: () => void;
}

function fieldRow({ name, label, type }: EventField, look: FieldLook): TemplateResult {
  const { id, problem, onLeave } = look;
  const problemId = `${id}-problem`;
  const isInvalid = String(problem !== undefined);
  const onInput = ({ target }: { readonly target: HTMLInputElement }): void =>
    look.onInput(target.value);
  const isLong = type === 'fields' || name === 'text';
  const isOptional = type === 'text' || type === 'fields';
  return html`<div class="field">
    <label for=${id}>${isOptional ? strings.optional(label) : label}</label>
    ${
      isLong
        ? html`<textarea
            id=${id}
            class="field-input"
            dir="auto"
            autocomplete="off"
            rows="3"
            aria-describedby=${problemId}
            aria-invalid=${isInvalid}
            @input=${onInput}
            @blur=${onLeave}
          ></textarea>`
        : html`<input
            id=${id}
            class="field-input"
            dir="auto"
            autocomplete="off"
            inputmode=${type === 'url' ? 'url' : nothing}
            aria-describedby=${problemId}
            aria-invalid=${isInvalid}
            @input=${onInput}
            @blur=${onLeave}
          />`
    }
    <p id=${problemId} class="field-problem" role="status">${problem}</p>
  </div>`;
}
