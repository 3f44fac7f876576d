import { isTurnOpen, type ViewState } from '../../../src/shared/model.ts';
import { chosenPlaces } from '../chosenPlaces.ts';
import { sendObstacle } from '../viewModel.ts';
import { showPosition } from './cardFooter.ts';

/**
 * Updates existing cards in place, so that focus and open folds are kept: which choices were
 * pressed, whether one can be pressed now, and how many parts a finished turn has.
 */
export function cardRefresh(): (root: HTMLElement, state: ViewState) => void {
  let chosen: ReadonlySet<string> = new Set();
  let chosenFor = '';
  return (root, state) => {
    const { turns, conversation } = state;
    const key = JSON.stringify([conversation.id, conversation.activeBranch, turns.at(-1)?.id]);
    if (key !== chosenFor) chosen = chosenPlaces(turns);
    chosenFor = key;
    const cannotSend = String(sendObstacle(state) !== undefined);
    for (const choice of root.querySelectorAll<HTMLElement>('[data-choice]')) {
      const isChosen = chosen.has(choice.dataset['choice'] ?? '');
      if (choice.ariaDisabled !== cannotSend) choice.ariaDisabled = cannotSend;
      if (choice.ariaPressed !== String(isChosen)) choice.ariaPressed = String(isChosen);
    }
    finishPositions(root, state);
  };
}

/** Adds the total number of parts to the positions of turns that have ended. */
function finishPositions(root: HTMLElement, { turns }: ViewState): void {
  for (const position of root.querySelectorAll<HTMLElement>('[data-turn]')) {
    const id = Number(position.dataset['turn']);
    const turn = turns.findLast((candidate) => candidate.id === id);
    if (!turn || isTurnOpen(turn)) continue;
    showPosition(position, turn, Number(position.dataset['item']));
  }
}
