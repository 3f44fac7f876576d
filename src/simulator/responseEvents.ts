/** Builders of response events in the wire's spelling (API notes, section 3). */

/** One element of responseEvents. It has one key, except when a fault needs more. */
export type ResponseEvent = Readonly<Record<string, unknown>>;

/** Events that share a line. `waitMs` replaces the pace, for responses that are slow on purpose. */
export interface Step {
  readonly events: readonly ResponseEvent[];
  readonly waitMs?: number;
}

type Content = Readonly<Record<string, unknown>>;

/** A message from Sofia; `createdAt` is added when it is sent. */
export function contentMessage(content: Content): ResponseEvent {
  return { messageEvent: { role: 'ASSISTANT', content, metadata: {} } };
}

export function textMessage(text: string): ResponseEvent {
  return contentMessage({ textContent: { text } });
}

export function suggestions(...suggestedQuestions: readonly string[]): ResponseEvent {
  return { chatSuggestionEvent: { suggestedQuestions } };
}

export interface Button {
  readonly id: string;
  readonly text: string;
}

const noAttachment = {
  type: 'ATTACHMENT_TYPE_UNSPECIFIED',
  asset: { id: '', url: '', caption: '', filename: '' },
};

/**
 * Reply buttons. The question itself is a message before them, because no body field is documented.
 */
export function replyButtons(
  header: string,
  buttons: readonly Button[],
  image?: { readonly url: string; readonly caption: string },
): ResponseEvent {
  const attachment = image
    ? { type: 'ATTACHMENT_TYPE_IMAGE', asset: { id: '', filename: '', ...image } }
    : noAttachment;
  const replyButtonMessage = {
    header: { text: header, attachment },
    footer: { text: '' },
    buttons,
  };
  return { connectlyInteractiveEvent: { interactive: { replyButtonMessage } } };
}

export interface ListSection {
  readonly title: string;
  readonly rows: readonly (Button & { readonly description: string })[];
}

/** A list to choose from, with both label slots filled (API notes, 3.1). */
export function listMessage(
  header: string,
  label: string,
  footer: string,
  sections: readonly ListSection[],
): ResponseEvent {
  const listMessage = {
    header: { text: header, attachment: noAttachment },
    footer: { text: footer },
    button: { id: 'open', text: label },
    sections,
    buttonText: label,
  };
  return { connectlyInteractiveEvent: { interactive: { listMessage } } };
}
