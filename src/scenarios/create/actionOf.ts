import { withGreeting } from '../../conversation/turns.ts';
import { compact } from '../../shared/compact.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Choice, InputEvent, MessageContent, Turn } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { containsText, parsePattern, plain } from '../file/textPattern.ts';
import { literal, type Mapping } from './yamlNodes.ts';

/** The customer's action in a turn as the file writes it: one key, for example `say`. */
export type ActionMapping = Mapping;

/** An action, or undefined if no key fits the message. */
type Said = ActionMapping | undefined;

/**
 * A turn's input as a scenario action; `send` if no other key fits. A greeting before the first
 * turn is left out, because the run sends it again. `before` has the responses of the scenario's
 * earlier turns, whose choices could be pressed.
 */
export function actionOf(
  { inputs }: Pick<Turn, 'inputs'>,
  before: readonly Answer[],
  agent?: Agent,
): ActionMapping {
  const events = agent && before.length === 0 ? withoutGreeting(inputs, agent) : inputs;
  const [event] = events;
  const action = event && events.length === 1 ? wordFor(event, before) : undefined;
  return literal(action ?? { send: events });
}

function withoutGreeting(inputs: readonly InputEvent[], agent: Agent): readonly InputEvent[] {
  const rest = inputs.slice(1);
  const isGreeted = rest.length > 0 && withGreeting(agent, inputs).length === inputs.length;
  return agent.greeting && isGreeted ? rest : inputs;
}

function wordFor(event: InputEvent, before: readonly Answer[]): Said {
  if ('messageEvent' in event) {
    const { role, content, ...rest } = event.messageEvent;
    return role === 'USER' && isEmpty(rest) ? contentWord(content) : undefined;
  }
  if ('buttonResponseEvent' in event) {
    const { id, title, ...rest } = event.buttonResponseEvent;
    const shown = before.map(({ buttons }) => buttons);
    const isThis = (choice: Choice) => choice.id === id && (choice.text ?? choice.id) === title;
    return choiceWord('press', isEmpty(rest) && choiceFor(shown, isThis));
  }
  if ('listReplyEvent' in event) {
    const { id, title, description, ...rest } = event.listReplyEvent;
    const shown = before.map(({ rows }) => rows);
    const isThis = (choice: Choice) =>
      choice.id === id &&
      (choice.text ?? choice.id) === title &&
      // An empty description is not sent.
      (choice.description || undefined) === description;
    return choiceWord('choose', isEmpty(rest) && choiceFor(shown, isThis));
  }
  if ('filledFormResponseEvent' in event) {
    const { formData, ...rest } = event.filledFormResponseEvent;
    return isEmpty(rest) ? { submit: formData } : undefined;
  }
  const { storeId: id, name, cpName, city, state, ...rest } = event.storeEvent;
  const store = { id, name, ...compact({ cpName, city, state }) };
  return isEmpty(rest) ? { store } : undefined;
}

function contentWord(content: MessageContent): Said {
  if ('textContent' in content) {
    const { text, ...rest } = content.textContent;
    return isEmpty(rest) ? { say: text } : undefined;
  }
  if ('audioContent' in content) {
    const { url, ...rest } = content.audioContent;
    return isEmpty(rest) && isPlainAddress(url) ? { audio: url } : undefined;
  }
  if ('imageContent' in content) {
    const { url, caption, ...rest } = content.imageContent;
    if (!isEmpty(rest) || !isPlainAddress(url)) return undefined;
    if (caption === undefined) return { image: url };
    return caption === '' ? undefined : { image: { url, caption } };
  }
  const { latitude, longitude, name, address, ...rest } = content.locationContent;
  const place = { latitude, longitude, ...compact({ name, address }) };
  return isEmpty(rest) ? { location: place } : undefined;
}

function choiceWord(word: 'press' | 'choose', choice: ReturnType<typeof choiceFor> | false): Said {
  return choice ? { [word]: choice } : undefined;
}

/** The form the schema requires; a URL can also be written in other ways. */
function isPlainAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** True if there are no other fields, which the action could not hold. */
function isEmpty(rest: object): boolean {
  return Object.keys(rest).length === 0;
}

/** A choice in a file: its text, or its ID if several have that text. */
type ChoiceName = string | { readonly id: string; readonly text?: string };

/**
 * The shortest name by which a run finds the chosen item: the run uses the last response with a
 * choice of that name, and all matches there must be the same choice. Undefined if there is none.
 */
function choiceFor(
  shown: readonly (readonly Choice[])[],
  isThis: (choice: Choice) => boolean,
): ChoiceName | undefined {
  const taken = shown.flat().find(isThis);
  if (!taken) return undefined;
  const { id, text = '' } = taken;
  const ofId = (choices: readonly Choice[]) => choices.filter((choice) => choice.id === id);
  const isFoundBy = (named: (choices: readonly Choice[]) => readonly Choice[]) => {
    const found = shown.map(named).findLast(({ length }) => length > 0) ?? [];
    return found.length > 0 && found.every(isThis);
  };
  const isName = plain(text) !== '' && parsePattern(text).type === 'text';
  if (isName && isFoundBy((choices) => withText(choices, text))) return text;
  if (id === undefined || id.trim() === '') return undefined;
  if (isFoundBy(ofId)) return { id };
  return isName && isFoundBy((choices) => withText(ofId(choices), text)) ? { id, text } : undefined;
}

/** Exact matches, else choices that contain the text: the same search as in a run. */
function withText(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = plain(text);
  const exact = choices.filter((choice) => plain(choice.text ?? '') === wanted);
  if (exact.length > 0) return exact;
  return choices.filter((choice) => containsText(choice.text ?? '', text));
}
