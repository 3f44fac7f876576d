import type { InputEvent, Interactive, Turn } from '../src/shared/model.ts';
import type { ChoicePlace } from './actions.ts';

/** A place as one word, the same for the card that offers it and the answer that took it. */
export function placeKey(place: ChoicePlace): string {
  const { turnId, item, message } = place;
  const choice = place.type === 'pressButton' ? place.button : `${place.section}.${place.row}`;
  return [turnId, item, message, choice].join(':');
}

/**
 * The places whose button or row was pressed: for each answer the last place before it that offered
 * that id, since an agent may use the same id again.
 */
export function chosenPlaces(turns: readonly Turn[]): ReadonlySet<string> {
  const offered = new Map<string, string>();
  const chosen = new Set<string>();
  for (const turn of turns) {
    for (const input of turn.inputs) {
      const key = offered.get(answerKey(input) ?? '');
      if (key !== undefined) chosen.add(key);
    }
    for (const [item, { type, ...rest }] of turn.items.entries()) {
      const event = type === 'event' && 'event' in rest ? rest.event : undefined;
      if (event?.type !== 'interactive') continue;
      for (const [message, content] of event.messages.entries()) {
        for (const [id, place] of placesOf(content, { turnId: turn.id, item, message })) {
          offered.set(id, placeKey(place));
        }
      }
    }
  }
  return chosen;
}

function answerKey(input: InputEvent): string | undefined {
  if ('buttonResponseEvent' in input) return `button ${input.buttonResponseEvent.id}`;
  return 'listReplyEvent' in input ? `row ${input.listReplyEvent.id}` : undefined;
}

type MessagePlace = Pick<ChoicePlace, 'turnId' | 'item' | 'message'>;

/** The ids that a message offers, each with its place. */
function placesOf(
  { buttons, actionButton, sections }: Interactive,
  place: MessagePlace,
): readonly (readonly [string, ChoicePlace])[] {
  const pressed = [actionButton, ...buttons].flatMap((choice, index) => {
    if (choice?.id === undefined) return [];
    const button = { type: 'pressButton', ...place, button: index - 1 } as const;
    return [[`button ${choice.id}`, button] as const];
  });
  const rows = sections.flatMap((section, sectionIndex) =>
    section.rows.flatMap(({ id }, row) => {
      if (id === undefined) return [];
      const chosen = { type: 'chooseRow', ...place, section: sectionIndex, row } as const;
      return [[`row ${id}`, chosen] as const];
    }),
  );
  return [...pressed, ...rows];
}
