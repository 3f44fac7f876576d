import { hidden } from '../../shared/masking/secretRanges.ts';

export interface CopiedHeader {
  readonly name: string;
  readonly value: string;
  /** The environment variable for a value that is not in the recording. */
  readonly variable?: string;
}

/** A request that has been checked for everything that a program cannot quote. */
export interface CopiedRequest {
  /** As a URL parser writes it: printable ASCII, http or https. */
  readonly url: string;
  /** Host name or IP address, with the port unless it is the default. Safe inside a comment. */
  readonly host: string;
  readonly headers: readonly CopiedHeader[];
  /** Can be encoded as UTF-8: no lone surrogates. */
  readonly body: string;
}

/** Any other value would break the request, or send it to a host that the URL does not name. */
const setByClient =
  /^(?::.*|accept-encoding|connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade)$/i;

/** True for headers that belong to one connection; they are not copied. */
export function isSetByClient(name: string): boolean {
  return setByClient.test(name);
}

/** Gives each header whose value is not in the recording its own environment variable. */
export function withVariables(
  headers: readonly (readonly [name: string, value: string])[],
): readonly CopiedHeader[] {
  const taken = new Set<string>();
  return headers.map(([name, value]) => {
    if (value !== hidden) return { name, value };
    const wanted = variableOf(name);
    let variable = wanted;
    // Names may differ only in characters that a variable's name cannot have.
    for (let count = 2; taken.has(variable); count++) variable = `${wanted}_${count}`;
    taken.add(variable);
    return { name, value, variable };
  });
}

function variableOf(name: string): string {
  if (name === 'x-api-key') return 'SOFIA_API_KEY';
  return `SOFIA_HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/**
 * The text of the first line: what runs this, and which host gets the values that the recording
 * does not have.
 */
export function purposeOf(runBy: string, { host, headers }: CopiedRequest): string {
  const variables = headers.flatMap(({ variable }) => variable ?? []);
  const sent = variables.length > 0 ? `the value of ${variables.join(', ')}` : 'this request';
  return `For ${runBy}. Sends ${sent} to ${host}.`;
}

/**
 * A character that is invisible or looks like a space (Unicode categories C and Z), or a quotation
 * mark that PowerShell treats as ' or ". Source code has such a character as an escape.
 */
export const awkward = /(?! )[\p{C}\p{Z}\u2018-\u201f]/u;
export const everyAwkward = new RegExp(awkward, 'gu');
