import { apiPath } from '../../agentGraph/http/baseUrl.ts';
import { openEnvelope, responseField } from '../../agentGraph/wire/envelope.ts';
import { decodeElement } from '../../agentGraph/wire/decodeElement.ts';
import { readMisframed } from '../../agentGraph/wire/framing.ts';
import { isTooDeep, mayBeTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { turnBody } from '../../agentGraph/wire/requests.ts';
import { isFilledString, isRecord, parseJson } from '../../shared/guards.ts';
import type { Exchange } from '../exchanges.ts';
import { linesOfBody } from '../lineSplitter.ts';
import { lineEntry } from '../recordExchanges.ts';
import { recordingHeader, type RecordedAgent, type RecordingHeader } from '../recording.ts';

/** Placeholders for what a response body does not contain. The base URL leads nowhere. */
const unknownAgent: RecordedAgent = {
  name: 'Unknown agent',
  businessId: 'unknown',
  agentId: 'unknown',
  clientKey: 'unknown',
  baseUrl: 'https://unknown.invalid',
};
const unknownText = '(What was asked is not in the file.)';
const unknownInput = {
  messageEvent: { role: 'USER', content: { textContent: { text: unknownText } } },
} as const;

/**
 * A request body for a response whose request is unknown; `replied` is one of the response's JSON
 * values.
 */
export function unknownTurn(replied: unknown): string {
  const sessionId = responseField(replied, 'sessionId');
  return turnBody(unknownAgent, isFilledString(sessionId) ? sessionId : 'unknown', [unknownInput]);
}

/** True when the request's body is a placeholder from `unknownTurn`: it must not be sent. */
export function isUnasked({ request: { body } }: Exchange): boolean {
  return body.includes(unknownText);
}

/** The JSON values in a response's text: the whole text, or every line that can be read. */
export function jsonValues(text: string): readonly unknown[] {
  const misframed = (part: string) => readMisframed(part)?.texts.map(parseJson) ?? [];
  const whole = parseJson(text);
  if (whole !== undefined) return [whole];
  const lines = text.split('\n').flatMap((line) => {
    const value = parseJson(line);
    return value === undefined ? misframed(line) : [value];
  });
  return lines.some(isRecord) ? lines : misframed(text);
}

/** True for a value that the client understands: a known event or an error. */
export function isAnswer(value: unknown, bytes: number): boolean {
  if (mayBeTooDeep(bytes) && isTooDeep(value)) return false;
  return openEnvelope(JSON.stringify(value)).parts.some(
    (part) =>
      part.type === 'error' ||
      decodeElement(part.text, { line: 1 })?.some(({ type }) => type !== 'unknown'),
  );
}

/**
 * A response body, as curl prints it, as a recording with one turn. The times of its lines and its
 * request are unknown. `createdAt` is the file's time, in milliseconds since the epoch.
 */
export function fromAnswer(
  bytes: Buffer,
  createdAt: number,
): { readonly header: RecordingHeader; readonly exchange: Exchange } {
  const raw = linesOfBody(bytes);
  const text = bytes.toString().replace(/^\ufeff/, '');
  const replied = jsonValues(text).find((value) =>
    isFilledString(responseField(value, 'sessionId')),
  );
  // invoke_sync answers with one JSON document over several lines.
  const isDocument = raw.length > 1 && parseJson(text) !== undefined;
  const endpoint = isDocument ? 'invoke_sync' : 'invoke';
  const base = { exchange: 1, atMs: 0 } as const;
  return {
    header: recordingHeader(unknownAgent, createdAt, 'unknown'),
    exchange: {
      number: 1,
      request: {
        ...base,
        type: 'request',
        endpoint,
        method: 'POST',
        url: `${unknownAgent.baseUrl}${apiPath}/${endpoint}`,
        headers: {},
        body: unknownTurn(replied),
      },
      retries: [],
      response: { ...base, type: 'response', status: 200, headers: {} },
      lines: raw.map((line) => lineEntry(1, line, 0)),
      end: { ...base, type: 'end', outcome: 'complete' },
    },
  };
}
