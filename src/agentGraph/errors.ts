import { compact } from '../shared/compact.ts';
import {
  type Endpoint,
  type Failure,
  type CauseOf,
  FailureError,
} from '../shared/failure/failure.ts';
import { isFilledString, isRecord, parseJson } from '../shared/guards.ts';
import type { SecretList } from '../shared/masking/secretRanges.ts';
import { signInSchemes } from './http/proxy/proxyFailure.ts';
import { isPage, pageTitle } from './pageTitle.ts';
import { plainDetail, redirectTarget } from './redact.ts';
import { judgeRefusal } from './statusKinds.ts';

/** Bytes to read of an error's body; the rest stays unread. */
export const maxErrorBytes = 64 * 1024;

/** A response without a success status: its head and the first bytes of its body. */
export interface ErrorResponse {
  readonly endpoint: Endpoint;
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Values to mask in the failure. */
  readonly secrets: SecretList;
  /** Milliseconds since the epoch, for a Retry-After that is a date. */
  readonly nowMs: number;
}

interface WireStatus {
  readonly code?: number | string;
  readonly detail?: string;
}

function codeOf(value: unknown, secrets: SecretList): number | string | undefined {
  if (typeof value === 'number' && Number.isInteger(value)) return value;
  if (!isFilledString(value)) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  return plainDetail(value, secrets);
}

/** Code and message, safe to show, of every error shape in the API notes, 4.1. */
function wireStatus(body: unknown, secrets: SecretList): WireStatus {
  const first: unknown = Array.isArray(body) ? body.find(isRecord) : body;
  // Only as deep as documented: a hostile body could have a hundred thousand levels.
  const value = isRecord(first) && isRecord(first['error']) ? first['error'] : first;
  if (typeof value === 'string') return compact({ detail: plainDetail(value, secrets) });
  if (!isRecord(value)) return {};
  const { error, message, userMessage, userTitle, cntTraceId } = value;
  const text = [message, userMessage, userTitle, error].find(isFilledString);
  // Connectly's support asks for the trace ID (API notes, 4.1).
  const trace = isFilledString(cntTraceId) ? `(trace ${cntTraceId})` : undefined;
  const parts = [text, trace].filter((part) => part !== undefined);
  return compact({
    code: codeOf(value['code'], secrets),
    detail: plainDetail(parts.join(' '), secrets),
  });
}

/** Bytes dropped from the end of a cut body, because they could be the start of a secret. */
const unreadEndBytes = 4096;

function textOf(body: Uint8Array): string {
  const isCut = body.length >= maxErrorBytes;
  return new TextDecoder().decode(isCut ? body.subarray(0, maxErrorBytes - unreadEndBytes) : body);
}

interface BodyStatus extends WireStatus {
  /** True for JSON that says what went wrong, as Agent Graph and its gateways send it. */
  readonly isApiError: boolean;
}

/** The body as an error: one JSON document, the first line of a stream, or plain text. */
function bodyStatus(text: string, secrets: SecretList): BodyStatus {
  const value = parseJson(text) ?? parseJson(text.split('\n', 1)[0] ?? '');
  if (value !== undefined) {
    const status = wireStatus(value, secrets);
    const { code, detail } = status;
    return { ...status, isApiError: code !== undefined || detail !== undefined };
  }
  // A proxy's page or cut JSON contains no sentence to show.
  const said = /^[<{[]/.test(text) ? {} : wireStatus(text, secrets);
  return { ...said, isApiError: false };
}

/**
 * Statuses that something between us and Agent Graph may send; then they say nothing about the key.
 */
const signInStatuses: ReadonlySet<number> = new Set([401, 403, 407]);
const networkSignIn = 511;

/**
 * The failure of a response that did not come from Agent Graph; undefined if its status and JSON
 * explain it.
 */
function foreignFailure(
  { endpoint, status, headers, secrets }: ErrorResponse,
  text: string,
  { code, isApiError }: BodyStatus,
): Failure | undefined {
  const isHtml = isPage(text) || (text !== '' && /html/i.test(headers['content-type'] ?? ''));
  const page = isHtml ? pageTitle(text, secrets) : undefined;
  const head = isHtml || isApiError ? '' : headOf(text, secrets);
  const body = { type: 'body', head, ...(page !== undefined && { page }) } as const;
  if (status === networkSignIn && !isApiError) {
    return protocolFailure(endpoint, status, { ...body, signIn: 'network' });
  }
  const asked = signInSchemes(headers['www-authenticate']).filter((one) => one !== 'Bearer');
  // The gRPC gateway copies its message into this header; its errors have a numeric code.
  const isAsked = asked.length > 0 && typeof code !== 'number';
  const isForeign = isHtml || !isApiError || (status === 401 && isAsked);
  if (signInStatuses.has(status) && isForeign) {
    const schemes = isAsked ? { schemes: asked.join(', ') } : {};
    return protocolFailure(endpoint, status, { ...body, signIn: 'gateway', ...schemes });
  }
  if (!isHtml) return undefined;
  const judged = judgeRefusal(endpoint, status, undefined);
  // A gateway in front of the server may report that the server is busy or down.
  if (judged.retryable && judged.kind !== 'sessionBusy') {
    return { ...judged, endpoint, status, ...(page !== undefined && { cause: body }) };
  }
  return protocolFailure(endpoint, status, body);
}

function protocolFailure(endpoint: Endpoint, status: number, cause: CauseOf<'body'>): Failure {
  return { kind: status === 407 ? 'proxy' : 'protocol', endpoint, status, cause, retryable: false };
}

/** The first characters of a text, as one plain line. */
function headOf(text: string, secrets: SecretList): string {
  return plainDetail(text, secrets)?.slice(0, 120) ?? '';
}

/** Longest plausible wait, in milliseconds. */
const maxRetryAfterMs = 24 * 60 * 60 * 1000;

function retryAfter(value: string | undefined, nowMs: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), maxRetryAfterMs) : undefined;
}

/** The failure for a response's status, headers and body. */
export function failureOfResponse(response: ErrorResponse): Failure {
  const { endpoint, status, headers, body, secrets, nowMs } = response;
  const text = textOf(body).trim();
  const said = bodyStatus(text, secrets);
  const retryAfterMs = retryAfter(headers['retry-after'], nowMs);
  const location = headers['location'];
  const isRedirect = status >= 300 && status < 400 && location !== undefined;
  const foreign = isRedirect ? undefined : foreignFailure(response, text, said);
  if (foreign) return { ...foreign, ...compact({ retryAfterMs }) };
  const to = isRedirect ? redirectTarget(location, secrets) : undefined;
  const { isApiError: _, ...wire } = said;
  return {
    ...judgeRefusal(endpoint, status, wire.code),
    endpoint,
    status,
    ...compact({
      ...wire,
      cause: to === undefined ? undefined : ({ type: 'redirect', to } as const),
      retryAfterMs,
    }),
  };
}

/** The failure of an error inside a successful response (form B of API notes, 1.3). */
export function failureOfError(endpoint: Endpoint, error: unknown, secrets: SecretList): Failure {
  const wire = wireStatus(error, secrets);
  return { ...judgeRefusal(endpoint, undefined, wire.code), endpoint, ...wire };
}

/** The failure of a success whose body does not have the documented shape. */
export function failureOfBody(
  endpoint: Endpoint,
  status: number,
  body: Uint8Array | string,
  secrets: SecretList,
): Failure {
  const text = typeof body === 'string' ? body : textOf(body);
  const page = isPage(text) ? pageTitle(text, secrets) : undefined;
  const head = page === undefined ? headOf(text, secrets) : '';
  const cause = { type: 'body', head, ...(page !== undefined && { page }) } as const;
  return { kind: 'protocol', endpoint, status, cause, retryable: false };
}

/**
 * The failure of a request without a response; masks a redirect target, which may contain the key.
 */
export function failureOfSent(endpoint: Endpoint, failure: Failure, secrets: SecretList): Failure {
  const { cause } = failure;
  if (cause?.type !== 'redirect') return { ...failure, endpoint };
  return { ...failure, endpoint, cause: { ...cause, to: plainDetail(cause.to, secrets) ?? '' } };
}

/** The failure for an error thrown on the way. */
export function failureOfThrown(endpoint: Endpoint, error: unknown, secrets: SecretList): Failure {
  if (error instanceof FailureError) {
    const { failure } = error;
    // Only the server sets a code, in the trailers.
    if (failure.code === undefined) return { ...failure, endpoint };
    return failureOfError(endpoint, { code: failure.code, message: failure.detail }, secrets);
  }
  const detail = error instanceof Error ? error.name : undefined;
  return { kind: 'internal', endpoint, ...(detail && { detail }), retryable: false };
}
