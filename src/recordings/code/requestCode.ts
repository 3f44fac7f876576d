import { httpUrl } from '../../shared/guards.ts';
import type { RequestFormat } from '../../shared/protocol/inspectorProtocol.ts';
import { t } from '../../shared/l10n.ts';
import type { RequestEntry } from '../recording.ts';
import { isSetByClient, withVariables, type CopiedRequest } from './copiedRequest.ts';
import { curlCommand } from './curlCommand.ts';
import { powershellProgram } from './powershellProgram.ts';
import { javascriptProgram, pythonProgram } from './programs.ts';

/** The copied code, or a whole sentence that says why there is none. */
export type RequestCode =
  { readonly code: string; readonly host: string } | { readonly problem: string };

const writers: Readonly<Record<RequestFormat, (request: CopiedRequest) => string>> = {
  curl: curlCommand,
  powershell: powershellProgram,
  python: pythonProgram,
  javascript: javascriptProgram,
};

/**
 * A request as runnable code: a command for Unix shells or PowerShell, or a program for Python 3 or
 * for Node as an ES module, without further packages. It sends the recorded body byte for byte,
 * follows no redirect and prints the response as it arrives. Values that a recording does not have
 * are read from the environment: the key from `SOFIA_API_KEY`. The first line says what runs it and
 * which host gets these values.
 *
 * The recording may come from a stranger and the text is pasted into a terminal. So the text has no
 * invisible characters besides line breaks, and nothing from the recording stands outside of
 * quotes.
 */
export function requestCode(
  language: RequestFormat,
  { url, headers, body }: Pick<RequestEntry, 'url' | 'headers' | 'body'>,
): RequestCode {
  const parsed = sendableUrl(url);
  if (!parsed) {
    return {
      problem: t(
        "The request wasn't copied. Its URL must start with https:// or http:// and a host name, and can't contain a username, a password, or control characters.",
      ),
    };
  }
  const sent = Object.entries(headers).filter(([name]) => !isSetByClient(name));
  const bad = sent.find(([name, value]) => !headerName.test(name) || !headerValue.test(value));
  if (bad) {
    return {
      problem: t(
        "The request wasn't copied. The header {name} contains characters that aren't allowed in headers.",
        { name: JSON.stringify(bad[0]) },
      ),
    };
  }
  const { href, host } = parsed;
  // A lone surrogate has no bytes; Buffer replaces it as an HTTP client does.
  const sentBody = Buffer.from(body).toString();
  const request = { url: href, host, headers: withVariables(sent), body: sentBody };
  return { code: writers[language](request), host };
}

/** RFC 9110, 5.1 and 5.5, but without tabs: in a terminal a tab triggers completion. */
const headerName = /^[!#$%&'*+.^_`|~0-9a-z-]+$/i;
const headerValue = /^[\x20-\x7e\xa0-\xff]*$/;
/** The host appears in a comment, and every program must read the same host from the URL. */
const hostPattern = /^[a-z0-9._-]+$|^\[[0-9a-f:]+\]$/;

function sendableUrl(text: string): URL | undefined {
  const url = /[\u0000-\u001f\u007f-\u009f]/.test(text) ? undefined : httpUrl(text);
  if (!url || !hostPattern.test(url.hostname)) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  url.hash = '';
  return url;
}
