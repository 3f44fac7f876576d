import { hidden } from '../../shared/masking/secretRanges.ts';

export interface CopiedHeader {
  readonly name: string;
  readonly value: string;
  /** Variable of the environment that has the value where it is not recorded. */
  readonly variable?: string;
}

/** A request of which everything was checked that a program cannot quote. */
export interface CopiedRequest {
  /** As a URL parser writes it: printable ASCII, http or https. */
  readonly url: string;
  /** Name or address, with a port that is not the usual one; harmless in a comment. */
  readonly host: string;
  readonly headers: readonly CopiedHeader[];
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

/** Gives each header whose value is not recorded a variable of its own. */
export function withVariables(
  headers: readonly (readonly [name: string, value: string])[],
): readonly CopiedHeader[] {
  const taken = new Set<string>();
  return headers.map(([name, value]) => {
    if (value !== hidden) return { name, value };
    const wanted = variableOf(name);
    let variable = wanted;
    // Names may differ in nothing but characters that no variable can have.
    for (let count = 2; taken.has(variable); count++) variable = `${wanted}_${count}`;
    taken.add(variable);
    return { name, value, variable };
  });
}

function variableOf(name: string): string {
  if (name === 'x-api-key') return 'SOFIA_API_KEY';
  return `SOFIA_HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, '_')}`;
}

/** What the first line says: what runs this, and who gets what the recording does not have. */
export function purposeOf(runBy: string, { host, headers }: CopiedRequest): string {
  const variables = headers.flatMap(({ variable }) => variable ?? []);
  const sent = variables.length > 0 ? `the value of ${variables.join(', ')}` : 'this request';
  return `For ${runBy}. Sends ${sent} to ${host}.`;
}

/**
 * A character that acts unseen or looks like a space (Unicode's categories C and Z), and the
 * quotation marks that PowerShell takes for ' and ". Source code has such a character as an escape.
 */
export const awkward = /(?! )[\p{C}\p{Z}\u2018-\u201f]/u;
export const everyAwkward = new RegExp(awkward, 'gu');
