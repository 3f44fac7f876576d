/** A server on this machine: its port is another one each time. */
const localOrigin = /(https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])):\d+/gu;

/** The text without what differs each time though the same was said. */
export function sameText(text: string): string {
  return text.replace(localOrigin, '$1').replace(/\r\n?/gu, '\n').trim();
}
