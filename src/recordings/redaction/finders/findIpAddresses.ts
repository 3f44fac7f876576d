import { isIP } from 'node:net';
import { isAmount, labelBefore } from '../context.ts';
import type { FoundDetail, SearchedText } from '../foundDetail.ts';

const version4 = /(?<![\w.-]|\d,)(?:\d{1,3}\.){3}\d{1,3}(?![\w-]|[.,]\d)/g;
const version6 =
  /(?<![\w:.])(?:[0-9a-f]{0,4}:){2,7}(?:[0-9a-f]{1,4}|(?:\d{1,3}\.){3}\d{1,3})?(?![\w:])/gi;

/** Finds IP addresses. Skips those of the machine itself; four small numbers may be a version. */
export function* findIpAddresses({ text, field }: SearchedText): Generator<FoundDetail> {
  let listed = -1;
  for (const { 0: found, index } of text.matchAll(version4)) {
    const end = index + found.length;
    // In `X-Forwarded-For`, addresses follow one another.
    const isListed = listed !== -1 && /^, ?$/.test(text.slice(listed, index));
    listed = -1;
    if (isIP(found) === 0 || /^(?:127|0|255)\./.test(found) || isAmount(text, index, end)) continue;
    const label = labelBefore(text, index, field);
    if (label === 'harmless') continue;
    const isLikeVersion =
      parseInt(found, 10) < 10 || found.split('.').every((part) => part.length < 3);
    const isSure = label === 'ip' || isListed || !isLikeVersion;
    if (isSure) listed = end;
    yield { start: index, end, reason: 'ip', isSure };
  }
  for (const { 0: found, index } of text.matchAll(version6)) {
    const isAddress =
      isIP(found) === 6 && /\d/.test(found) && found.length > 6 && /::|[^:]{3}/.test(found);
    if (isAddress && found !== '::1')
      yield { start: index, end: index + found.length, reason: 'ip', isSure: true };
  }
}
