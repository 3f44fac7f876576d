import { t } from '../../../src/shared/l10n.ts';
import { html } from 'lit-html';
import { isRecord } from '../../../src/shared/guards.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { button } from '../../base/kit.ts';
import { part } from '../../base/part.ts';
import { eventFields } from '../composer/eventFields.ts';
import type { Actions } from '../hostActions.ts';
import type { FormField } from './formFields.ts';

/** Opens an input for each field at the end of the card; `submit` names the button that sends. */
export function fillForm(
  card: HTMLElement,
  fields: readonly FormField[],
  submit: string | undefined,
  actions: Actions,
): void {
  const open = card.querySelector<HTMLElement>('.form-fill input');
  if (open) {
    open.focus();
    return;
  }
  // The agent's IDs can be any text, so the inputs are numbered.
  const editor = eventFields({
    label: '',
    event: 'formData',
    fields: fields.map(({ label, isRequired }, index) => ({
      name: String(index),
      label: visibleText(label),
      type: isRequired ? 'filled' : 'text',
    })),
  });
  const { element } = part(
    () =>
      html`<div class="form-fill">
        ${editor.element}
        <div class="row-actions">
          ${button({ label: visibleText(submit ?? t('Send')), kind: 'primary', onPress: send })}
          ${button({ label: t('Cancel'), kind: 'secondary', onPress: close })}
        </div>
      </div>`,
  );
  card.append(element);
  editor.focus();

  /** Gives the focus back to the message. */
  function close(): void {
    element.remove();
    card.closest<HTMLElement>('[tabindex]')?.focus();
  }

  function send(): void {
    const [made] = editor.read() ?? [];
    if (!isRecord(made) || !isRecord(made['formData'])) return;
    const filled = Object.entries(made['formData']).map(
      ([index, value]: [string, unknown]) => [fields[Number(index)]?.id ?? index, value] as const,
    );
    // Makes fields even of names such as __proto__.
    const formData: Readonly<Record<string, unknown>> = Object.fromEntries(filled);
    actions.sendEvents([{ filledFormResponseEvent: { formData } }]);
    close();
  }
}
