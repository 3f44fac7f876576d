import { clipboardLine } from '../../src/shared/clipboardText.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import type { Actions } from '../chat/hostActions.ts';
import { agentStrings } from '../strings/agentStrings.ts';
import { el, icon, iconPaths } from '../base/dom.ts';
import { idPart, shortId } from '../chat/header/idPart.ts';

export interface SentAgentId {
  readonly element: HTMLElement;
  /** One line, there while the settings say something else than what was sent. */
  readonly change: HTMLElement;
  /** `sent` is what was really sent, `set` what the settings say now. */
  update(sent: string | undefined, set: string | undefined): void;
}

/** The agent id that was really sent; before the first message, the one that will be. */
export function sentAgentId(actions: Actions): SentAgentId {
  const part = idPart(agentStrings.agentId, agentStrings.copyAgentId, (id) =>
    actions.copy(clipboardLine(id)),
  );
  const text = el('span', { role: 'status' });
  const change = el('p', { class: 'agent-change', hidden: true }, icon(iconPaths.warning), text);
  return {
    element: part.element,
    change,
    update(sent, set) {
      if (sent !== undefined) part.update(sent, agentStrings.sentLast(visibleText(sent)));
      else if (set === undefined) part.update(undefined);
      else part.update(set, agentStrings.willBeSent(visibleText(set)), agentStrings.notSentYet);
      change.hidden = sent === undefined || set === undefined || sent === set;
      text.textContent = change.hidden ? '' : changed(sent ?? '', set ?? '', shortened);
      change.title = change.hidden ? '' : changed(sent ?? '', set ?? '', visibleText);
    },
  };

  function shortened(id: string): string {
    return shortId(visibleText(id));
  }
}

/** Two ids that have the same ends are told in whole. */
function changed(sent: string, set: string, write: (id: string) => string): string {
  const isTold = write(sent) !== write(set);
  const how = isTold ? write : visibleText;
  return agentStrings.idChanged(how(sent), how(set));
}
