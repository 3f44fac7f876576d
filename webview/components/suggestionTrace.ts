import type { SuggestionEvent } from '../../src/shared/model.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { el } from '../base/dom.ts';
import { strings } from '../strings/strings.ts';
import type { CardContext } from '../chat/cards/cardContext.ts';
import { entry } from '../chat/cards/cardFooter.ts';

/** What stays of a suggestion event in the log: its place, its questions, its JSON. */
export function suggestionTrace(event: SuggestionEvent, context: CardContext): HTMLElement {
  const questions = event.questions.map((question) =>
    el('li', { dir: 'auto' }, visibleText(question)),
  );
  const trace = el(
    'details',
    { class: 'fold trace' },
    el('summary', {}, strings.suggested(event.questions.length)),
    el('ul', { class: 'trace-list' }, ...questions),
  );
  return entry(event, context, trace);
}
