import {
  done,
  endpoints,
  failed,
  inputFailure,
  type Outcome,
} from '../../shared/failure/failure.ts';
import { cleanQuoted, urlCharacterProblem } from '../../shared/cleanValue.ts';
import { t } from '../../shared/l10n.ts';

/** The API's public base URL; no path. */
export const defaultBaseUrl = 'https://api.connectly.ai';

/** The path below the base URL; the endpoint's name follows (API notes, section 1). */
export const apiPath = '/external/v1/ai/agent_graph';

function refused(problem: string): Outcome<never> {
  return failed(inputFailure('baseUrl', problem));
}

/** True for host names and IP addresses that never leave the machine. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}

/**
 * Reduces a base URL, as a person types it or a document prints it, to its origin. The text may end
 * in the API's path, with or without an endpoint, and may have quotes or invisible characters.
 * Plain http would show the key to everyone on the way, so it is for loopback only unless
 * `allowHttp`.
 */
export function normalizeBaseUrl(
  text: string,
  { allowHttp = false }: { readonly allowHttp?: boolean } = {},
): Outcome<string> {
  const trimmed = cleanQuoted(text);
  if (trimmed === '') return refused(t('The base URL is empty.'));
  const odd = urlCharacterProblem(trimmed);
  if (odd !== undefined) return refused(odd);
  if (!URL.canParse(trimmed)) {
    return refused(t("The base URL isn't a valid URL. Example: https://api.connectly.ai."));
  }
  const url = new URL(trimmed);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    return refused(t('The base URL must start with https://.'));
  }
  if (url.username !== '' || url.password !== '') {
    return refused(t('The base URL must not contain a username or password.'));
  }
  if (url.search !== '' || url.hash !== '' || /[?#]/.test(trimmed)) {
    return refused(t('The base URL must not contain a query or fragment.'));
  }
  const path = url.pathname.replace(/(?<!\/)\/+$/, '');
  // Documents print the base URL with an endpoint after the path.
  const known = ['', apiPath, ...endpoints.map((endpoint) => `${apiPath}/${endpoint}`)];
  if (!known.includes(path)) {
    return refused(t("The base URL can't have a path other than {path}.", { path: apiPath }));
  }
  if (url.protocol === 'http:' && !allowHttp && !isLoopback(url.hostname)) {
    return refused(
      t('The base URL must start with https://. Over plain HTTP, others could read the API key.'),
    );
  }
  return done(url.origin);
}
