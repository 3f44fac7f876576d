import { isRecord } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';

/** Set by the client, or by HTTP itself: another value would break the request. */
const ownHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'connection',
  'content-encoding',
  'content-length',
  'content-type',
  'expect',
  'host',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** What is wrong with the headers of an agent's settings; undefined when nothing is. */
export function headersProblem(value: unknown): string | undefined {
  if (!isRecord(value)) return t('It must be an object, header name to text.');
  for (const [name, content] of Object.entries(value)) {
    const lower = name.toLowerCase();
    if (lower === 'x-api-key') {
      return t('The API key is no setting: remove x-api-key, and VS Code asks for the key.');
    }
    if (ownHeaders.has(lower) || lower.startsWith('proxy-')) {
      return t('The header {name} is set by Ask Sofia itself.', { name });
    }
    // RFC 9110, 5.1 and 5.5.
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/i.test(name)) {
      return t('{name} is not the name of a header.', { name: JSON.stringify(name) });
    }
    if (typeof content !== 'string' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(content)) {
      return t('The header {name} must be a text without line breaks.', { name });
    }
  }
  return undefined;
}
