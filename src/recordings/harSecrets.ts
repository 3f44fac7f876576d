import { hidden } from '../shared/masking/secretRanges.ts';
import { isRecord, isString } from '../shared/guards.ts';

/** Headers that a browser or a server writes by itself, and that say nothing about the tester. */
const harmless =
  /^(?::.*|accept(?:-.*)?|access-control-.*|age|alt-svc|cache-control|connection|content-.*|date|dnt|expires|host|keep-alive|origin|pragma|priority|referer|retry-after|sec-.*|server|strict-transport-security|te|transfer-encoding|upgrade-insecure-requests|user-agent|vary|via)$/;
/** The only ones whose values are kept: that is all that a recording has of a request. */
const kept = /^(?:content-type|accept|retry-after)$/;
/** Shorter values are no secrets, and would hide half of an answer. */
const minSecretLength = 8;
const name = /^[!#$%&'*+.^_`|~0-9a-z-]+$/;

/** Name in lower case and value of each header of an archive's list. */
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
 * Every secret of an archive's entries: keys, tokens and cookies, which a body may repeat. The values
 * of headers that are not known to be harmless count as well.
 */
export function harSecrets(entries: readonly unknown[]): readonly string[] {
  const secrets = new Set<string>();
  for (const entry of entries) {
    if (!isRecord(entry)) continue;
    for (const side of [entry['request'], entry['response']]) {
      if (!isRecord(side)) continue;
      for (const [header, value] of pairs(side['headers'])) {
        if (harmless.test(header)) continue;
        // An API key is one however short it is.
        if (header === 'x-api-key' && value !== hidden) secrets.add(value);
        for (const part of secretParts(header, value)) secrets.add(part);
      }
      for (const [, value] of pairs(side['cookies'])) secrets.add(value);
    }
  }
  return [...secrets].filter((secret) => secret !== '' && secret !== hidden);
}

/** `Bearer …` without its first word, and of cookies the values. */
function secretParts(header: string, value: string): readonly string[] {
  const words =
    header === 'cookie' || header === 'set-cookie'
      ? value.split(/[;\n]\s*/).map((pair) => pair.slice(pair.indexOf('=') + 1))
      : [value, ...value.split(/\s+/)];
  return words.filter(({ length }) => length >= minSecretLength);
}
