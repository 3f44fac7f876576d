import type { InputEvent, Interactive, Turn } from '../../src/shared/model.ts';
import type { ChoicePlace } from './hostActions.ts';

/** A key for a place, the same for the card that offers it and the response that chose it. */
export function placeKey(place: ChoicePlace): string {
  const { turnId, item, message } = place;
  const choice = place.type === 'pressButton' ? place.button : `${place.section}.${place.row}`;
  return [turnId, item, message, choice].join(':');
}

// What was sent last decides, so that this is worked out once a turn.
const chosenBefore = new WeakMap<Turn['inputs'], ReadonlySet<string>>();

/**
 * The places whose button or row was pressed. Each response is matched to the last earlier place
 * that offers its ID, because an agent may reuse an ID.
 */
export function chosenPlaces(turns: readonly Turn[]): ReadonlySet<string> {
  const sent = turns.at(-1)?.inputs ?? [];
  const chosen = chosenBefore.get(sent) ?? findChosen(turns);
  chosenBefore.set(sent, chosen);
  return chosen;
}

function findChosen(turns: readonly Turn[]): ReadonlySet<string> {
  const offered = new Map<string, string>();
  const chosen = new Set<string>();
  for (const turn of turns) {
    for (const input of turn.inputs) {
      const key = offered.get(answerKey(input) ?? '');
      if (key !== undefined) chosen.add(key);
    }
    for (const [id, place] of offersOf(turn)) offered.set(id, placeKey(place));
  }
  return chosen;
}

type Offer = readonly [id: string, place: ChoicePlace];

// Turns are immutable and replaced on change, so the result can be cached. There may be thousands,
// and most offer nothing.
const offers = new WeakMap<Turn, readonly Offer[]>();

function offersOf(turn: Turn): readonly Offer[] {
  const known = offers.get(turn) ?? findOffers(turn);
  offers.set(turn, known);
  return known;
}

function findOffers({ id: turnId, items }: Turn): readonly Offer[] {
  return items.flatMap((found, item) =>
    found.type === 'event' && found.event.type === 'interactive'
      ? found.event.messages.flatMap((content, message) =>
          placesOf(content, { turnId, item, message }),
        )
      : [],
  );
}

function answerKey(input: InputEvent): string | undefined {
  if ('buttonResponseEvent' in input) return `button ${input.buttonResponseEvent.id}`;
  return 'listReplyEvent' in input ? `row ${input.listReplyEvent.id}` : undefined;
}

type MessagePlace = Pick<ChoicePlace, 'turnId' | 'item' | 'message'>;

/** The IDs a message offers, each with its place. */
function placesOf(
  { buttons, actionButton, sections }: Interactive,
  place: MessagePlace,
): readonly Offer[] {
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
