import { visibleText } from './visibleText.ts';

/**
 * An agent's text for the clipboard. A terminal would take control characters (C0 and C1, except
 * tab and line break) for keys, so they are made visible, as in the chat. Everything else stays.
 */
export function clipboardText(text: string): string {
  return text.replace(/\r\n?|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, visibleText);
}

/**
 * The same for an ID or another one-line value: a terminal would run everything before a line
 * break.
 */
export function clipboardLine(text: string): string {
  return clipboardText(text).replace(/[\n\u2028\u2029]+/g, ' ');
}
