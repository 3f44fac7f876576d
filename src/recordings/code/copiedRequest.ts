import { hidden } from '../../shared/masking/secretRanges.ts';

type Header = readonly [name: string, value: string];

/** A request of which everything was checked that a program cannot quote. */
export interface CopiedRequest {
  /** As a URL parser writes it: printable ASCII, http or https. */
  readonly url: string;
  /** Name or address, with a port that is not the usual one; harmless in a comment. */
  readonly host: string;
  readonly headers: readonly Header[];
  /** Has UTF-8. */
  readonly body: string;
}

/** Another value would break the request, or send it to another host than the URL names. */
const setByClient =
  /^(?::.*|accept-encoding|connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

/** True for headers that belong to one connection; they are not copied. */
export function isSetByClient(name: string): boolean {
  return setByClient.test(name);
}

/** Variable of the environment for a header whose value is not recorded, or undefined. */
export function variableOf([name, value]: Header): string | undefined {
  if (value !== hidden) return undefined;
  if (name === 'x-api-key') return 'SOFIA_API_KEY';
  return `SOFIA_HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** What the first line says: what runs this, and who gets what the recording does not have. */
export function purposeOf(runBy: string, { host, headers }: CopiedRequest): string {
  const variables = headers.flatMap((header) => variableOf(header) ?? []);
  const sent = variables.length > 0 ? `the value of ${variables.join(', ')}` : 'this request';
  return `For ${runBy}. Sends ${sent} to ${host}.`;
}

/**
 * A character that acts unseen or looks like a space (Unicode's categories C and Z), and the
 * quotation marks that PowerShell takes for ' and ". Source code has such a character as an escape.
 */
export const awkward = /(?! )[\p{C}\p{Z}\u2018-\u201f]/u;
export const everyAwkward = new RegExp(awkward, 'gu');
