import { html, nothing, type TemplateResult } from 'lit-html';
import { visibleText } from '../../../src/shared/visibleText.ts';

/** A received text as a paragraph; nothing if it is missing or empty. */
export function line(text: string | undefined, name?: string): TemplateResult | typeof nothing {
  return text ? html`<p class=${name ?? nothing} dir="auto">${visibleText(text)}</p>` : nothing;
}
