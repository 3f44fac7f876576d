/** Builders of response events in the wire's spelling (API notes, section 3). */

type Fields = Readonly<Record<string, unknown>>;

/** One element of responseEvents. It has one key, except when a fault needs more. */
export type ResponseEvent = Fields;

/**
 * An event, which gets a line of its own. `waitMs` replaces the pace, for responses that are slow on
 * purpose.
 */
export interface Step {
  readonly event: ResponseEvent;
  readonly waitMs?: number;
}

/** A message from Sofia; `createdAt` is added when it is sent. */
export function contentMessage(content: Fields): Step {
  return { event: { messageEvent: { role: 'ASSISTANT', content, metadata: {} } } };
}

export function textMessage(text: string): Step {
  return contentMessage({ textContent: { text } });
}

export function suggestions(...suggestedQuestions: readonly string[]): Step {
  return { event: { chatSuggestionEvent: { suggestedQuestions } } };
}

/** A handover to a person or a system (API notes, 3 and 4.7). */
export function handover(kind: string, details: Fields = {}): Step {
  return { event: { [`${kind}HandoverEvent`]: { triggerHandover: true, ...details } } };
}

/** An interactive event with this sub-message (API notes, 3.1). */
export function interactive(subMessage: Fields): Step {
  return { event: { connectlyInteractiveEvent: { interactive: subMessage } } };
}

const noAttachment = {
  type: 'ATTACHMENT_TYPE_UNSPECIFIED',
  asset: { id: '', url: '', caption: '', filename: '' },
};

interface ListSection {
  readonly title: string;
  readonly rows: readonly Readonly<Record<'id' | 'text' | 'description', string>>[];
}

/** A list to choose from, with both label slots filled (API notes, 3.1). */
export function listMessage(
  header: string,
  label: string,
  footer: string,
  sections: readonly ListSection[],
): Step {
  const listMessage = {
    header: { text: header, attachment: noAttachment },
    footer: { text: footer },
    button: { id: 'open', text: label },
    sections,
    buttonText: label,
  };
  return interactive({ listMessage });
}
