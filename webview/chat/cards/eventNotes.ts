import type { AgentEvent } from '../../../src/shared/model.ts';
import { el } from '../../base/dom.ts';
import { strings } from '../../strings/strings.ts';
import { lossNotes } from '../../../src/shared/lossNotes.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';

/** Notes below an unusual event: fields of an unexpected type, another session's ID, lost data. */
export function eventNotes(event: AgentEvent): HTMLElement | undefined {
  const { oddFields, foreignSessionId } = event;
  const notes: string[] = [];
  if (foreignSessionId !== undefined) notes.push(strings.foreignSession(foreignSessionId));
  if (oddFields && oddFields.length > 0) notes.push(strings.oddFields(oddFields.join(', ')));
  notes.push(...lossNotes(event));
  if (notes.length === 0) return undefined;
  return el(
    'ul',
    { class: 'notes' },
    ...notes.map((note) => el('li', { class: 'note' }, visibleText(note))),
  );
}
