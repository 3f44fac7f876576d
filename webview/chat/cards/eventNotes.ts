import { html, nothing, type TemplateResult } from 'lit-html';
import { lossNotes } from '../../../src/shared/lossNotes.ts';
import type { AgentEvent } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { strings } from '../../strings/strings.ts';

/** Notes below an unusual event: fields of an unexpected type, another session's ID, lost data. */
export function eventNotes(event: AgentEvent): TemplateResult | typeof nothing {
  const { oddFields, foreignSessionId } = event;
  const notes: string[] = [];
  if (foreignSessionId !== undefined) notes.push(strings.foreignSession(foreignSessionId));
  if (oddFields && oddFields.length > 0) notes.push(strings.oddFields(oddFields.join(', ')));
  notes.push(...lossNotes(event));
  if (notes.length === 0) return nothing;
  return html`<ul class="notes">
    ${notes.map((note) => html`<li class="note">${visibleText(note)}</li>`)}
  </ul>`;
}
