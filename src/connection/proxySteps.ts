import type { ProxyChoice } from '../agentGraph/proxyChoice.ts';
import { proxyUrl } from '../agentGraph/proxy.ts';
import type { Proxy } from '../agentGraph/proxy.ts';
import type { Failure } from '../shared/failure.ts';
import { formatDuration } from '../shared/formatDuration.ts';
import { t } from '../shared/l10n.ts';
import type { Secret } from '../shared/masking/secretRanges.ts';
import { oneLine } from './presentable.ts';
import type { Place } from './sockets.ts';
import { addressOf } from './sockets.ts';
import type { StepResult } from './stepResult.ts';
import { works, wentWrong } from './stepResult.ts';
import type { TunnelAnswer } from './tunnel.ts';

/** A proxy as it is spoken to. */
export interface ProxyPlace extends Place {
  /** What named it. */
  readonly source: string;
  readonly isSecure: boolean;
  /** Value of Proxy-Authorization. */
  readonly authorization?: string;
  readonly acceptsAnyCertificate: boolean;
}

/** Where the proxy is; undefined where its address is not one of an http(s) proxy. */
export function proxyPlace(proxy: Proxy): ProxyPlace | undefined {
  const url = proxyUrl(proxy);
  if (!url) return undefined;
  const isSecure = url.protocol === 'https:';
  const authorization = proxy.authorization ?? basicOf(url);
  return {
    hostname: url.hostname,
    port: Number(url.port || (isSecure ? 443 : 80)),
    source: proxy.source,
    isSecure,
    acceptsAnyCertificate: proxy.acceptsAnyCertificate ?? false,
    ...(authorization !== undefined && { authorization }),
  };
}

/** What a proxy is told and nobody else, not even a report. Who has a name does not hide it. */
export function proxySecrets(proxy: Proxy): readonly Secret[] {
  const { authorization = '' } = proxy;
  const { password = '' } = proxyUrl(proxy) ?? {};
  const [, token = ''] = /^\S+\s+(\S+)$/.exec(authorization) ?? [];
  const [, ...sent] = Buffer.from(token, 'base64').toString().split(':');
  const values = [password, decoded(password), authorization, token, sent.join(':')];
  return values.map((value) => ({ value, place: 'proxy-authorization' }));
}

/** The step that tells which way is taken, and what decided it. */
export function proxyResult(choice: ProxyChoice, host: string): StepResult {
  if (choice.type === 'proxy') return usedProxy(choice.proxy);
  switch (choice.reason) {
    case 'notSet':
      return works([], t('No proxy is set: {host} is asked directly.', { host }));
    case 'loopback':
      return works(
        [],
        t('{host} is this machine itself, so it is asked directly, whatever proxy is set.', {
          host,
        }),
      );
    case 'off': {
      const { source } = choice;
      return works(
        [],
        t('{source} switches proxies off: {host} is asked directly.', { source, host }),
      );
    }
    case 'exempt': {
      const source = oneLine(choice.source);
      const entry = oneLine(choice.entry);
      return works(
        [],
        t('A proxy is set, but “{entry}” in {source} exempts {host}: it is asked directly.', {
          entry,
          source,
          host,
        }),
      );
    }
  }
}

function usedProxy(proxy: Proxy): StepResult {
  const place = proxyPlace(proxy);
  const source = oneLine(proxy.source);
  if (place) {
    return works([
      [t('Proxy'), addressOf(place)],
      [t('Named by'), source],
    ]);
  }
  const address = oneLine(proxy.url.slice(proxy.url.lastIndexOf('@') + 1), proxySecrets(proxy));
  const cause = { type: 'proxy', address, source } as const;
  return wentWrong(
    { kind: 'proxy', cause, retryable: false },
    {
      text: t('{source} names {address}, which is not the address of an HTTP proxy. Correct it.', {
        source,
        address,
      }),
    },
  );
}

/** A failure on the way to the proxy, which is the proxy's and not the agent's. */
export function proxyTrouble(failure: Failure, place: ProxyPlace): StepResult {
  return wentWrong(proxyFailure(place, failure.retryable), { text: troubleText(failure, place) });
}

function troubleText({ cause }: Failure, place: ProxyPlace): string {
  const names = { address: addressOf(place), source: place.source };
  if (cause?.type === 'limit') {
    return t('The proxy {address}, named by {source}, did not answer for {limit}.', {
      ...names,
      limit: formatDuration(cause.limitMs),
    });
  }
  if (cause?.type === 'certificate') {
    return t(
      'The certificate of the proxy {address}, named by {source}, could not be verified. Have its certificate authority installed.',
      names,
    );
  }
  switch (cause?.type === 'connection' ? cause.reason : 'other') {
    case 'dns':
      return t('The proxy {address}, named by {source}, has no address. Correct its name.', names);
    case 'refused':
      return t('Nothing listens at {address}, which {source} names as the proxy.', names);
    case 'unreachable':
    case 'reset':
    case 'other':
      return t('The proxy {address}, named by {source}, cannot be reached.', names);
  }
}

/** What the proxy's answer to CONNECT comes to. */
export function tunnelResult(answer: TunnelAnswer, place: ProxyPlace, target: Place): StepResult {
  const names = { address: addressOf(place), source: place.source };
  switch (answer.type) {
    case 'open':
      return works([[t('Leads to'), addressOf(target)]]);
    case 'refused': {
      const { status } = answer;
      const failure = { ...proxyFailure(place, status >= 500), status };
      return wentWrong(failure, { text: refusalText(status, place, target) });
    }
    case 'noProxy':
      return wentWrong(proxyFailure(place, false), {
        text: t(
          'What answers at {address}, named by {source}, does not speak like a proxy.',
          names,
        ),
      });
    case 'closed':
      return wentWrong(proxyFailure(place, true), {
        text: t(
          'The proxy {address}, named by {source}, ended the connection without an answer.',
          names,
        ),
      });
  }
}

function refusalText(status: number, place: ProxyPlace, target: Place): string {
  const names = { address: addressOf(place), source: place.source };
  if (status === 407) {
    return place.authorization === undefined
      ? t(
          'The proxy {address}, named by {source}, wants a user name and a password (HTTP 407).',
          names,
        )
      : t(
          'The proxy {address}, named by {source}, does not accept the user name and password it was given (HTTP 407).',
          names,
        );
  }
  return t(
    'The proxy {address}, named by {source}, answered HTTP {status} instead of opening a way to {target}.',
    { ...names, status: String(status), target: addressOf(target) },
  );
}

/** The proxy at this place is at fault. */
export function proxyFailure(place: ProxyPlace, retryable: boolean): Failure {
  const cause = { type: 'proxy', address: addressOf(place), source: place.source } as const;
  return { kind: 'proxy', cause, retryable };
}

function basicOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  const pair = `${decoded(username)}:${decoded(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
