import { cookieSecrets, headerSecrets, isSecretName } from '../../agentGraph/headerSecrets.ts';
import { httpUrl, isRecord, isString } from '../../shared/guards.ts';
import { field } from './harRequest.ts';
import { hidden, type Secret, type SecretList } from '../../shared/masking/secretRanges.ts';

/** Only these headers keep their values: a recording of a request has no others. */
const kept = /^(?:content-type|accept|retry-after)$/;
const name = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** The lower-case name and the value of each header in an archive's list. */
function pairs(list: unknown): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((one: unknown) =>
    isRecord(one) && isString(one['name']) && isString(one['value'])
      ? [[one['name'].toLowerCase(), one['value']] as const]
      : [],
  );
}

/** The headers of a request or response, with every value masked that could be a secret. */
export function safeHeaders(list: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(
    pairs(list)
      .filter(([header]) => name.test(header))
      .map(([header, value]) => [header, kept.test(header) ? value : hidden]),
  );
}

/**
 * Every secret in an archive's entries, which a body may repeat. Found by the names of headers,
 * cookies and URL parameters; other headers do not count as secrets.
 */
export function harSecrets(entries: readonly unknown[]): SecretList {
  const sides = entries.flatMap((entry) => [field(entry, 'request'), field(entry, 'response')]);
  const found = sides.flatMap((side): readonly Secret[] => [
    ...pairs(field(side, 'headers')).flatMap(([header, value]) => headerSecrets(header, value)),
    ...pairs(field(side, 'cookies')).flatMap(([cookie, value]) => cookieSecrets(cookie, value)),
    ...addressSecrets(field(side, 'url')),
  ]);
  const distinct = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...distinct.values()].filter((one) => typeof one === 'string' || one.value !== hidden);
}

function addressSecrets(address: unknown): readonly Secret[] {
  const url = httpUrl(address);
  if (!url) return [];
  const { password, searchParams } = url;
  const named = [...searchParams].filter(([field]) => isSecretName(field));
  return [...named, ...(password === '' ? [] : ([['password', password]] as const))].map(
    ([place, value]) => ({ place, value }),
  );
}
