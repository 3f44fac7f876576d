import {
  audioInput,
  checkInputEvents,
  formInput,
  imageInput,
  locationInput,
  storeInput,
  textInput,
} from '../../agentGraph/requests.ts';
import { choiceInput } from '../../conversation/choices.ts';
import type { Outcome } from '../../shared/failure.ts';
import { describeFailure } from '../../shared/describeFailure.ts';
import { t } from '../../shared/l10n.ts';
import type { Choice, InputEvent } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import type { ChoicePattern, TurnAction } from '../file/scenario.ts';
import { resolvePattern, type References } from '../file/foreignValues.ts';
import { asText, MissingReference, resolve, resolveTexts } from '../file/templates.ts';
import { isFound, parsePattern, PatternProblem, plain } from '../file/textPattern.ts';

/**
 * What a turn sends. `absent`: what it refers to is not in the conversation, which is the agent's
 * doing; `unsound`: the file's value cannot be sent.
 */
export type TurnInputs =
  | { readonly type: 'inputs'; readonly inputs: readonly InputEvent[] }
  | { readonly type: 'absent' | 'unsound'; readonly message: string };

/** The events of an action; `answers` are those before it. */
export function turnInputs(
  action: TurnAction,
  answers: readonly Answer[],
  references: References,
): TurnInputs {
  try {
    return inputsOf(resolvedAction(action, references), answers);
  } catch (error) {
    if (error instanceof MissingReference) return { type: 'absent', message: error.message };
    if (error instanceof PatternProblem) return { type: 'unsound', message: error.message };
    throw error;
  }
}

/** Only forms and events have values that are no texts where a reference can stand. */
function resolvedAction(action: TurnAction, references: References): TurnAction {
  const { scope } = references;
  switch (action.type) {
    case 'submit':
    case 'send':
      return resolve(action, scope);
    case 'press':
    case 'choose':
      return { ...action, choice: resolvedChoice(action.choice, references) };
    default:
      return resolveTexts(action, scope);
  }
}

function resolvedChoice(choice: ChoicePattern, references: References): ChoicePattern {
  const named = (text: string) => asText(resolvePattern(text, references));
  if (typeof choice === 'string') return named(choice);
  const { text, ...rest } = choice;
  return {
    ...resolveTexts(rest, references.scope),
    ...(text !== undefined && { text: named(text) }),
  };
}

function inputsOf(action: TurnAction, answers: readonly Answer[]): TurnInputs {
  switch (action.type) {
    case 'say':
      return single(textInput(action.text));
    case 'press':
      return chosen(action.choice, answers, 'button');
    case 'choose':
      return chosen(action.choice, answers, 'row');
    case 'submit':
      return single(formInput(action.form));
    case 'store': {
      const { id: storeId, ...store } = action.store;
      return single(storeInput({ storeId, ...store }));
    }
    case 'image':
      return single(imageInput(action.url, action.caption));
    case 'audio':
      return single(audioInput(action.url));
    case 'location':
      return single(locationInput(action.place));
    case 'send': {
      const checked = checkInputEvents(action.events);
      return checked.type === 'done'
        ? { type: 'inputs', inputs: checked.value }
        : { type: 'unsound', message: problemOf(checked) };
    }
  }
}

function single(outcome: Outcome<InputEvent>): TurnInputs {
  return outcome.type === 'done'
    ? { type: 'inputs', inputs: [outcome.value] }
    : { type: 'unsound', message: problemOf(outcome) };
}

function problemOf(outcome: Outcome<unknown>): string {
  return outcome.type === 'failed' ? describeFailure(outcome.failure).detail : '';
}

/** The choice that was shown last counts; an exact text comes before one that only contains it. */
function chosen(
  pattern: ChoicePattern,
  answers: readonly Answer[],
  kind: 'button' | 'row',
): TurnInputs {
  for (const answer of answers.toReversed()) {
    const choices = kind === 'button' ? answer.buttons : answer.rows;
    const choice = findChoice(pattern, choices);
    if (choice) return single(choiceInput(choice, kind));
  }
  const shown = answers.flatMap(({ buttons, rows }) => (kind === 'button' ? buttons : rows));
  const names = shown.map(titleOf).join(', ');
  const wanted = choiceName(pattern);
  return { type: 'absent', message: noChoice(kind, wanted, names) };
}

function noChoice(kind: 'button' | 'row', wanted: string, shown: string): string {
  if (shown === '') {
    return kind === 'button'
      ? t('There is no button {0}. Shown: none.', wanted)
      : t('There is no row {0}. Shown: none.', wanted);
  }
  return kind === 'button'
    ? t('There is no button {wanted}. Shown: {shown}.', { wanted, shown })
    : t('There is no row {wanted}. Shown: {shown}.', { wanted, shown });
}

function findChoice(pattern: ChoicePattern, choices: readonly Choice[]): Choice | undefined {
  const { text, id, nth } =
    typeof pattern === 'string' ? { text: pattern, id: undefined, nth: undefined } : pattern;
  const withId = choices.filter((choice) => id === undefined || choice.id === id);
  if (text === undefined) return withId[(nth ?? 1) - 1];
  const exact = withId.filter((choice) => plain(titleOf(choice)) === plain(text));
  const parsed = parsePattern(text);
  const similar = withId.filter((choice) => isFound(parsed, titleOf(choice)));
  return (exact.length > 0 ? exact : similar)[(nth ?? 1) - 1];
}

function titleOf({ text, id }: Choice): string {
  return text ?? id ?? '';
}

/** What the customer does, in words: `say "black boots"`. */
export function actionTitle(action: TurnAction): string {
  switch (action.type) {
    case 'say':
      return t('say "{0}"', action.text);
    case 'press':
      return t('press {0}', choiceName(action.choice));
    case 'choose':
      return t('choose {0}', choiceName(action.choice));
    case 'submit':
      return t('submit {0}', Object.keys(action.form).join(', '));
    case 'store':
      return t('choose the store {0}', action.store.name);
    case 'image':
      return t('send the image {0}', action.url);
    case 'audio':
      return t('send the audio {0}', action.url);
    case 'location': {
      const { name, latitude, longitude } = action.place;
      return t('send the place {0}', name ?? `${latitude}, ${longitude}`);
    }
    case 'send':
      return t('send {0}', action.events.map((event) => Object.keys(event).join()).join(', '));
  }
}

function choiceName(choice: ChoicePattern): string {
  return typeof choice === 'string' ? `"${choice}"` : JSON.stringify(choice);
}
