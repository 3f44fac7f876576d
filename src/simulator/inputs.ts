import { isRecord, isString } from '../shared/guards.ts';

/** An input event as the dialogue takes it (API notes, section 2). */
export type Heard =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'context'; readonly text: string }
  | { readonly type: 'image'; readonly caption: string }
  | { readonly type: 'audio' }
  | { readonly type: 'location'; readonly latitude: number; readonly longitude: number }
  | { readonly type: 'choice'; readonly id: string; readonly title: string }
  | { readonly type: 'form'; readonly data: Readonly<Record<string, unknown>> }
  | { readonly type: 'store'; readonly storeId: string; readonly name: string }
  | { readonly type: 'unknown' };

type Fields = Readonly<Record<string, unknown>>;

/** Reads the input events in order, and joins consecutive texts. */
export function readInputs(events: readonly unknown[]): readonly Heard[] {
  const heard: Heard[] = [];
  for (const event of events) {
    const next = readInput(isRecord(event) ? event : {});
    const last = heard.at(-1);
    if (next.type === 'text' && last?.type === 'text') {
      heard[heard.length - 1] = { type: 'text', text: `${last.text} ${next.text}` };
    } else {
      heard.push(next);
    }
  }
  return heard;
}

function readInput(event: Fields): Heard {
  const { messageEvent, buttonResponseEvent, listReplyEvent } = event;
  const { filledFormResponseEvent: form, storeEvent: store } = event;
  if (isRecord(messageEvent)) return readMessage(messageEvent);
  const choice = buttonResponseEvent ?? listReplyEvent;
  if (isRecord(choice)) {
    return { type: 'choice', id: text(choice['id']), title: text(choice['title']) };
  }
  if (isRecord(form)) {
    return { type: 'form', data: isRecord(form['formData']) ? form['formData'] : {} };
  }
  if (isRecord(store)) {
    return { type: 'store', storeId: text(store['storeId']), name: text(store['name']) };
  }
  return { type: 'unknown' };
}

function readMessage({ role, content }: Fields): Heard {
  const { textContent, imageContent, audioContent, locationContent } = isRecord(content)
    ? content
    : {};
  if (isRecord(textContent)) {
    return { type: role === 'ASSISTANT' ? 'context' : 'text', text: text(textContent['text']) };
  }
  if (role === 'ASSISTANT') return { type: 'context', text: '' };
  if (isRecord(imageContent)) return { type: 'image', caption: text(imageContent['caption']) };
  if (isRecord(audioContent)) return { type: 'audio' };
  if (isRecord(locationContent)) {
    const { latitude, longitude } = locationContent;
    return { type: 'location', latitude: Number(latitude), longitude: Number(longitude) };
  }
  return { type: 'unknown' };
}

function text(value: unknown): string {
  return isString(value) ? value : '';
}
