import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { indentJson } from '../../../src/shared/json/indentJson.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { pretty } from '../../base/pageFormat.ts';
import { withFlag } from '../../base/withFlag.ts';
import type { Actions } from '../hostActions.ts';

const copiedMs = 1500;

/** A value as folded JSON; rendered when first opened. */
export function foldedJson(summary: string, value: unknown, actions: Actions): TemplateResult {
  const text = (): string => pretty(value);
  return fold(summary, text, text, actions);
}

/** Like `foldedJson`, for received JSON text; copying gives exactly the received text. */
export function foldedText(summary: string, text: string, actions: Actions): TemplateResult {
  return fold(
    summary,
    () => indentJson(text),
    () => text,
    actions,
  );
}

function fold(
  summary: string,
  shown: () => string,
  copied: () => string,
  actions: Actions,
): TemplateResult {
  const body = (): TemplateResult =>
    html`<div class="fold-body">
      ${copyButton(copied, actions)}
      <pre tabindex="0" aria-label=${summary}>${visibleText(shown())}</pre>
    </div>`;
  return withFlag(
    (isOpened, setOpened) =>
      html`<details class="fold" @toggle=${() => setOpened(true)}>
        <summary>${summary}</summary>
        ${isOpened ? body() : nothing}
      </details>`,
  );
}

/** Copies through the host and confirms it for a moment. */
export function copyButton(
  copied: () => string,
  actions: Actions,
  label: string = t('Copy'),
): TemplateResult {
  return withFlag((isCopied, setCopied) =>
    quietButton(isCopied ? t('Copied') : label, () => {
      actions.copy(copied());
      setCopied(true);
      setTimeout(() => setCopied(false), copiedMs);
    }),
  );
}
