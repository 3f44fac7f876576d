import type {
  AgentsState,
  CompareState,
  TimesState,
} from '../../src/shared/protocol/compareProtocol.ts';
import { announcer } from '../base/announcer.ts';
import { el } from '../base/dom.ts';
import '../base/pageLanguage.ts';
import { compareStrings } from '../strings/compareStrings.ts';
import { agentsPage, type ComparePage } from './agentsPage.ts';
import { host } from './host.ts';
import { timesPage } from './timesPage.ts';

const waiting = el('main', { class: 'compare' }, el('h1', {}, compareStrings.waiting));
const speaking = announcer();
let agents: ComparePage<AgentsState> | undefined;
let times: ComparePage<TimesState> | undefined;

document.body.append(waiting, speaking.element);

function show(state: CompareState): void {
  if (state.mode === 'agents') {
    agents ??= placed(agentsPage(speaking));
    agents.update(state);
  } else {
    times ??= placed(timesPage(speaking));
    times.update(state);
  }
}

/** A tab shows the same page for as long as it is open. */
function placed<Page extends ComparePage<never>>(page: Page): Page {
  waiting.replaceWith(page.element);
  return page;
}

host.listen(({ state }) => show(state));
host.post({ type: 'ready' });
