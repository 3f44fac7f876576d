import type {
  AgentEvent,
  Choice,
  HandoverEvent,
  InputEvent,
  Interactive,
  Location,
  Media,
  MessageContent,
  MessageEvent,
  RecommendationEvent,
  SuggestionEvent,
  UnknownEvent,
} from './model.ts';

/** A handler for each kind of event; a missing one does not compile. */
export type EventVisitor<Result, Context> = {
  readonly [Type in AgentEvent['type']]: (
    event: Extract<AgentEvent, { readonly type: Type }>,
    context: Context,
  ) => Result;
};

export function visitEvent<Result, Context>(
  event: AgentEvent,
  visitor: EventVisitor<Result, Context>,
  context: Context,
): Result {
  const visit = visitor[event.type] as (event: AgentEvent, context: Context) => Result;
  return visit(event, context);
}

/**
 * Everything in an event that a person can read, see or press, in one shape for every kind. All
 * code that puts events into words formats this. A field is undefined if the event has none.
 */
export interface EventContent
  extends
    Partial<Pick<MessageEvent, 'role' | 'text' | 'image' | 'audio' | 'location'>>,
    Partial<Pick<RecommendationEvent, 'products'>>,
    Partial<Pick<SuggestionEvent, 'questions'>>,
    Partial<Interactive> {
  readonly handover?: HandoverEvent;
  readonly unknown?: UnknownEvent;
}

const contents: EventVisitor<readonly EventContent[], void> = {
  message: (event) => [event],
  recommendation: (event) => [event],
  suggestions: (event) => [event],
  interactive: ({ messages }) => messages,
  handover: (handover) => [{ handover }],
  unknown: (unknown) => [{ unknown }],
};

/** One for each card that a customer sees, in order. */
export function eventContents(event: AgentEvent): readonly EventContent[] {
  return visitEvent(event, contents, undefined);
}

/** True for a message that repeats the customer's own (API notes, 5.6). */
export function isEcho(event: AgentEvent): boolean {
  return event.type === 'message' && event.role === 'user';
}

/** Everything that can be pressed below a message. */
export function pressable({ buttons = [], actionButton }: EventContent): readonly Choice[] {
  return actionButton ? [...buttons, actionButton] : buttons;
}

/** A choice in one line. */
export function choiceText({ id, text, description }: Choice): string {
  return [text ?? id ?? '?', description].filter(Boolean).join(': ');
}

/** The customer's input, in the fields of events; a choice that was made has its own. */
export interface InputContent {
  readonly text?: string;
  readonly image?: Media;
  readonly audio?: Media;
  readonly location?: Location;
  /** The pressed button, or the chosen row. */
  readonly choice?: Choice & { readonly from: 'button' | 'list' };
  readonly formData?: Readonly<Record<string, unknown>>;
  readonly store?: Extract<InputEvent, { readonly storeEvent: unknown }>['storeEvent'];
}

export function inputContent(input: InputEvent): InputContent {
  if ('messageEvent' in input) return messageContent(input.messageEvent.content);
  if ('buttonResponseEvent' in input) {
    const { id, title } = input.buttonResponseEvent;
    return { choice: { from: 'button', id, text: title } };
  }
  if ('listReplyEvent' in input) {
    const { title, ...choice } = input.listReplyEvent;
    return { choice: { from: 'list', text: title, ...choice } };
  }
  if ('storeEvent' in input) return { store: input.storeEvent };
  // A file of another version may contain an unknown event.
  return 'filledFormResponseEvent' in input ? input.filledFormResponseEvent : {};
}

function messageContent(content: MessageContent): InputContent {
  if ('textContent' in content) return content.textContent;
  if ('imageContent' in content) return { image: content.imageContent };
  if ('audioContent' in content) return { audio: content.audioContent };
  return { location: content.locationContent };
}

/** True for a message that the agent is told it sent itself (API notes, 5.28). */
export function isContext(input: InputEvent): boolean {
  return 'messageEvent' in input && input.messageEvent.role === 'ASSISTANT';
}

/** The text that a customer typed; undefined for anything else. */
export function typedInput(input: InputEvent): string | undefined {
  return isContext(input) ? undefined : inputContent(input).text;
}

/** The fields of a filled form, one line each. */
export function formLines({ formData = {} }: InputContent): readonly string[] {
  return Object.entries(formData).map(
    ([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`,
  );
}
