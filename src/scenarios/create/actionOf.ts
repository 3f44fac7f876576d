import { withGreeting } from '../../conversation/turns.ts';
import type { Agent } from '../../shared/agent.ts';
import type { Choice, InputEvent, MessageContent, Turn } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { containsText, parsePattern, plain } from '../file/textPattern.ts';
import { literal } from './yamlNodes.ts';

/** What the customer does in a turn, as the file says it: one key, for example `say`. */
export type ActionMapping = Readonly<Record<string, unknown>>;

/** A message, as far as it can be said in a word of its own. */
type Said = ActionMapping | undefined;

/**
 * What a turn sent, in the words of a scenario; what has no word of its own is `send`. A greeting
 * ahead of the first turn is left out, for whoever runs the scenario says it again. `before` are the
 * answers of the turns before this one in the scenario: what could be pressed.
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
      // An empty one is not sent.
      (choice.description || undefined) === description;
    return choiceWord('choose', isEmpty(rest) && choiceFor(shown, isThis));
  }
  if ('filledFormResponseEvent' in event) {
    const { formData, ...rest } = event.filledFormResponseEvent;
    return isEmpty(rest) ? { submit: formData } : undefined;
  }
  const { storeId: id, name, cpName, city, state, ...rest } = event.storeEvent;
  const store = { id, name, ...filled({ cpName, city, state }) };
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
  const place = { latitude, longitude, ...filled({ name, address }) };
  return isEmpty(rest) ? { location: place } : undefined;
}

function choiceWord(word: 'press' | 'choose', choice: ReturnType<typeof choiceFor> | false): Said {
  return choice ? { [word]: choice } : undefined;
}

/** As the schema of the file wants it; a URL may be written in other ways too. */
function isPlainAddress(url: string): boolean {
  return /^https?:\/\//.test(url);
}

/** Fields that came from elsewhere and that no word has room for. */
function isEmpty(rest: object): boolean {
  return Object.keys(rest).length === 0;
}

function filled(fields: Readonly<Record<string, string | undefined>>): object {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** How a choice is named in a file: by its text, or by its id where several have that text. */
type ChoiceName = string | { readonly id: string; readonly text?: string };

/**
 * The shortest name by which a run finds the choice that was taken: the last answer with a choice of
 * that name counts, and all that have it there must be the same. Undefined when there is none.
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

/** Those that have the text, else those that contain it, as a run looks for them. */
function withText(choices: readonly Choice[], text: string): readonly Choice[] {
  const wanted = plain(text);
  const exact = choices.filter((choice) => plain(choice.text ?? '') === wanted);
  if (exact.length > 0) return exact;
  return choices.filter((choice) => containsText(choice.text ?? '', text));
}
