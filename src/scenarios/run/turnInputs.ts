import {
  audioInput,
  checkInputEvents,
  formInput,
  imageInput,
  locationInput,
  storeInput,
  textInput,
} from '../../agentGraph/wire/requests.ts';
import { choiceInput } from '../../conversation/chosenInput.ts';
import type { Outcome } from '../../shared/failure/failure.ts';
import { failureCause } from '../../shared/failure/describeFailure.ts';
import { t } from '../../shared/l10n.ts';
import type { Choice, InputEvent } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { RunIsOver, Unjudgeable } from '../judgement/unjudgeable.ts';
import { choiceTitle, listOf, quote } from '../checks/check.ts';
import type { ChoicePattern, TurnAction } from '../file/scenario.ts';
import { resolvePattern, type References } from '../file/yaml/foreignValues.ts';
import {
  asText,
  lookUpAll,
  MissingReference,
  resolve,
  resolveTexts,
  writeTexts,
  type Scope,
} from '../file/templates.ts';
import { parsePattern, plain } from '../file/textPattern.ts';
import type { Judgements } from '../judgement/judgements.ts';

/**
 * The input of a turn. `absent`: the conversation lacks what the turn refers to, which is the
 * agent's fault; `unsound`: the file's value cannot be sent.
 */
export type TurnInputs =
  | { readonly type: 'inputs'; readonly inputs: readonly InputEvent[] }
  | { readonly type: 'absent' | 'unsound'; readonly message: string };

/** The references an action may use: all of them, and those whose value the file's author wrote. */
type ActionScope = Readonly<Record<'scope' | 'own', Scope>>;

/** The events of an action; `answers` are the earlier responses. Rejects only with `RunIsOver`. */
export async function turnInputs(
  action: TurnAction,
  answers: readonly Answer[],
  scopes: ActionScope,
  judgements: Judgements,
): Promise<TurnInputs> {
  try {
    const resolved = await resolvedAction(action, scopes, judgements);
    return await actionInputs(resolved, answers, judgements);
  } catch (error) {
    if (error instanceof MissingReference) return { type: 'absent', message: error.message };
    if (error instanceof Unjudgeable && !(error instanceof RunIsOver))
      return { type: 'unsound', message: error.message };
    throw error;
  }
}

/** Only forms and events have non-text values that a reference can replace. */
async function resolvedAction(
  action: TurnAction,
  { scope, own }: ActionScope,
  judgements: Judgements,
): Promise<TurnAction> {
  switch (action.type) {
    case 'submit':
    case 'send':
      return resolve(action, scope, judgements);
    case 'press':
    case 'choose': {
      const found = await lookUpAll(action.choice, scope, judgements);
      return { ...action, choice: resolvedChoice(action.choice, { found, own }) };
    }
    default:
      return resolveTexts(action, scope, judgements);
  }
}

function resolvedChoice(choice: ChoicePattern, references: References): ChoicePattern {
  const named = (text: string) => asText(resolvePattern(text, references));
  if (typeof choice === 'string') return named(choice);
  const { text, ...rest } = choice;
  return {
    ...writeTexts(rest, references.found),
    ...(text !== undefined && { text: named(text) }),
  };
}

function actionInputs(
  action: TurnAction,
  answers: readonly Answer[],
  judgements: Judgements,
): TurnInputs | Promise<TurnInputs> {
  switch (action.type) {
    case 'say':
      return inputsOf(textInput(action.text));
    case 'press':
      return chosen(action.choice, answers, 'button', judgements);
    case 'choose':
      return chosen(action.choice, answers, 'row', judgements);
    case 'submit':
      return inputsOf(formInput(action.form));
    case 'store': {
      const { id: storeId, ...store } = action.store;
      return inputsOf(storeInput({ storeId, ...store }));
    }
    case 'image':
      return inputsOf(imageInput(action.url, action.caption));
    case 'audio':
      return inputsOf(audioInput(action.url));
    case 'location':
      return inputsOf(locationInput(action.place));
    case 'send':
      return inputsOf(checkInputEvents(action.events));
  }
}

function inputsOf(outcome: Outcome<InputEvent | readonly InputEvent[]>): TurnInputs {
  if (outcome.type === 'done') return { type: 'inputs', inputs: listOf(outcome.value) };
  const message = outcome.type === 'failed' ? failureCause(outcome.failure) : '';
  return { type: 'unsound', message };
}

/** A suggested reply is like a button that sends its own text, as in the chat. */
function shownIn({ buttons, rows, suggestions }: Answer, kind: 'button' | 'row') {
  return kind === 'row' ? rows : [...buttons, ...suggestions.map((text): Choice => ({ text }))];
}

/** The most recent choice wins; an exact text is preferred to one that only contains it. */
async function chosen(
  pattern: ChoicePattern,
  answers: readonly Answer[],
  kind: 'button' | 'row',
  judgements: Judgements,
): Promise<TurnInputs> {
  for (const answer of answers.toReversed()) {
    const choice = await findChoice(pattern, shownIn(answer, kind), judgements);
    if (choice) return inputsOf(choiceInput(choice, kind));
  }
  const names = answers.flatMap((answer) => shownIn(answer, kind).map(choiceTitle)).join(', ');
  const choices = { wanted: choiceName(pattern), shown: names || t('none') };
  const message =
    kind === 'button'
      ? t("There's no button or suggested reply {wanted}. Available: {shown}.", choices)
      : t("There's no row {wanted}. Available: {shown}.", choices);
  return { type: 'absent', message };
}

async function findChoice(
  pattern: ChoicePattern,
  choices: readonly Choice[],
  judgements: Judgements,
): Promise<Choice | undefined> {
  const wanted: Exclude<ChoicePattern, string> =
    typeof pattern === 'string' ? { text: pattern } : pattern;
  const { text, id, nth = 1 } = wanted;
  const withId = choices.filter((choice) => id === undefined || choice.id === id);
  if (text === undefined) return withId[nth - 1];
  const exact = withId.filter((choice) => plain(choiceTitle(choice)) === plain(text));
  if (exact.length > 0) return exact[nth - 1];
  const isSimilar = await judgements.search(parsePattern(text), withId.map(choiceTitle));
  return withId.filter((_, index) => isSimilar[index])[nth - 1];
}

const actionTitles: {
  readonly [T in TurnAction['type']]: (action: TurnAction & { readonly type: T }) => string;
} = {
  say: ({ text }) => t('say "{0}"', text),
  press: ({ choice }) => t('press {0}', choiceName(choice)),
  choose: ({ choice }) => t('choose {0}', choiceName(choice)),
  submit: ({ form }) => t('submit a form with {0}', Object.keys(form).join(', ')),
  store: ({ store }) => t('choose the store {0}', store.name),
  image: ({ url }) => t('send the image {0}', url),
  audio: ({ url }) => t('send the voice message {0}', url),
  location: ({ place: { name, latitude, longitude } }) =>
    t('send the location {0}', name ?? `${latitude}, ${longitude}`),
  send: ({ events }) => t('send {0}', events.map((event) => Object.keys(event).join()).join(', ')),
};

/** The customer's action in words: `say "black boots"`. */
export function actionTitle(action: TurnAction): string {
  return (actionTitles[action.type] as (action: TurnAction) => string)(action);
}

function choiceName(choice: ChoicePattern): string {
  if (typeof choice === 'string') return quote(choice);
  const { text, id, nth } = choice;
  return [
    ...(text === undefined ? [] : [quote(text)]),
    ...(id === undefined ? [] : [t('ID {0}', quote(id))]),
    ...(nth === undefined ? [] : [t('number {0}', String(nth))]),
  ].join(', ');
}
