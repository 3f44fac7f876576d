import { apiPath } from '../agentGraph/http/baseUrl.ts';
import { hideSecrets } from '../agentGraph/redact.ts';
import type { Failure, FailureCause } from '../shared/failure/failure.ts';
import { maskField, maskJsonText } from '../shared/masking/maskJson.ts';
import { hidden, type SecretList } from '../shared/masking/secretRanges.ts';
import type { RecordingEntry } from './recording.ts';

/** Masks secrets in the entry's outside content; the recording's own words stay. */
export function maskEntry(entry: RecordingEntry, secrets: SecretList): RecordingEntry {
  switch (entry.type) {
    case 'line': {
      if (entry.text !== undefined) {
        const text = maskJsonText(entry.text, secrets);
        return text === entry.text ? entry : { ...entry, text };
      }
      // Bytes that are not UTF-8 are searched as Latin-1, which keeps ASCII as it is.
      const latin1 = Buffer.from(entry.base64 ?? '', 'base64').toString('latin1');
      const safe = maskJsonText(latin1, secrets);
      return { ...entry, base64: Buffer.from(safe, 'latin1').toString('base64') };
    }
    case 'request': {
      const { url, headers, body } = entry;
      return {
        ...entry,
        url: maskUrl(url, secrets),
        headers: maskHeaders(headers, secrets),
        body: maskJsonText(body, secrets),
      };
    }
    case 'response':
      return { ...entry, headers: maskHeaders(entry.headers, secrets) };
    case 'end':
      return entry.failure ? { ...entry, failure: maskFailure(entry.failure, secrets) } : entry;
    case 'retry':
      return entry;
  }
}

type Headers = Readonly<Record<string, string>>;

function maskHeaders(headers: Headers, secrets: SecretList): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, maskField(name, value, secrets)]),
  );
}

/** Keeps the host and the API's own path; always hides user and password. */
function maskUrl(url: string, secrets: SecretList): string {
  const scheme = /^\w+:\/\//.exec(url)?.[0] ?? '';
  const after = url.slice(scheme.length);
  const authority = /^[^/?#]*/.exec(after)?.[0] ?? '';
  const rest = after.slice(authority.length);
  const user = authority.slice(0, authority.lastIndexOf('@') + 1);
  const host = authority.slice(user.length);
  const parts = rest.split(apiPath).map((part, index) => {
    const isEndpoint = index > 0 && /^\/[a-z_]+$/.test(part);
    return isEndpoint ? part : hideSecrets(part, secrets);
  });
  return `${scheme}${user === '' ? '' : `${hidden}@`}${host}${parts.join(apiPath)}`;
}

/** The failure with secrets masked in what a server or its certificate says. */
function maskFailure(failure: Failure, secrets: SecretList): Failure {
  const { detail, cause } = failure;
  return {
    ...failure,
    ...(detail && { detail: hideSecrets(detail, secrets) }),
    ...(cause && { cause: maskCause(cause, secrets) }),
  };
}

function maskCause(cause: FailureCause, secrets: SecretList): FailureCause {
  switch (cause.type) {
    case 'line':
    case 'body':
      return { ...cause, head: hideSecrets(cause.head, secrets) };
    case 'redirect':
      return { ...cause, to: hideSecrets(cause.to, secrets) };
    case 'certificate':
      return cause.issuer ? { ...cause, issuer: hideSecrets(cause.issuer, secrets) } : cause;
    default:
      return cause;
  }
}
