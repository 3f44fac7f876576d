import { visibleText } from './visibleText.ts';

/**
 * A text of an agent for the clipboard. It may be pasted into a terminal, to which control characters
 * (C0 and C1, but for tab and line break) are keys: they are shown instead, as in the chat. All else
 * stays as it came.
 */
export function clipboardText(text: string): string {
  return text.replace(/\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, visibleText);
}

/** The same for an ID or another value of one line: a terminal would run what comes before a break. */
export function clipboardLine(text: string): string {
  return clipboardText(text).replace(/[\n\u2028\u2029]+/g, ' ');
}
