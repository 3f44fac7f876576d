import { shownEntry } from '../agentGraph/http/proxy/noProxy.ts';
import {
  type Proxy,
  proxyAuthorization,
  proxyName,
  proxySecrets,
  proxyUrl,
} from '../agentGraph/http/proxy/proxy.ts';
import type { ProxyChoice } from '../agentGraph/http/proxy/proxyChoice.ts';
import {
  proxyFailure,
  refusedTunnel,
  unusableProxy,
} from '../agentGraph/http/proxy/proxyFailure.ts';
import { t } from '../shared/l10n.ts';
import { visibleLine } from '../shared/visibleText.ts';
import { oneLine } from './sanitizeReport.ts';
import { addressOf, type Place } from './sockets.ts';
import { type StepResult, wentWrong, works, worksBut } from './stepResult.ts';
import type { ProxyPlace, TunnelAnswer } from './tunnel.ts';

/** The proxy's host and port; undefined if its address is not that of an http(s) proxy. */
export function proxyPlace(proxy: Proxy): ProxyPlace | undefined {
  const url = proxyUrl(proxy);
  if (!url) return undefined;
  const isSecure = url.protocol === 'https:';
  const authorization = proxyAuthorization(proxy, url);
  return {
    hostname: url.hostname,
    port: Number(url.port || (isSecure ? 443 : 80)),
    name: proxyName(proxy),
    isSecure,
    acceptsAnyCertificate: proxy.acceptsAnyCertificate ?? false,
    ...(authorization !== undefined && { authorization }),
    secrets: proxySecrets(proxy),
  };
}

/** The step that says which way is used, what decided it, and which configuration had no effect. */
export function proxyResult(choice: ProxyChoice, host: string): StepResult {
  const result = chosenWay(choice, host);
  const warnings = [
    choice.allProxy &&
      t("ALL_PROXY is set, but Ask Sofia doesn't read it: set HTTPS_PROXY to an HTTP proxy."),
    unreadSentence(choice),
  ].filter((warning) => warning);
  if (warnings.length === 0 || result.state !== 'ok') return result;
  const text = [result.text, ...warnings].filter(Boolean).join(' ');
  return worksBut(text, { facts: result.facts ?? [] });
}

function unreadSentence({ entries }: ProxyChoice): string | undefined {
  if (!entries) return undefined;
  const source = oneLine(entries.source);
  const list = entries.list.map((entry) => `“${visibleLine(entry)}”`).join(', ');
  return t(
    "Ask Sofia ignores what it doesn't recognize in {source}: {list}. Use names, addresses, or ranges, separated by commas.",
    { source, list },
  );
}

function chosenWay(choice: ProxyChoice, host: string): StepResult {
  return choice.type === 'proxy'
    ? usedProxy(choice.proxy)
    : works([], directSentence(choice, host));
}

function directSentence(choice: Extract<ProxyChoice, { type: 'direct' }>, host: string): string {
  switch (choice.reason) {
    case 'notSet':
      return t('No proxy is set, so Ask Sofia connects directly to {host}.', { host });
    case 'loopback':
      return t(
        '{host} is this computer, so Ask Sofia connects to it directly, even if a proxy is set.',
        {
          host,
        },
      );
    case 'off': {
      const { source } = choice;
      return t('{source} turns proxies off, so Ask Sofia connects directly to {host}.', {
        source,
        host,
      });
    }
    case 'exempt': {
      const names = {
        source: oneLine(choice.source),
        entry: oneLine(shownEntry(choice.entry)),
        host,
      };
      return t(
        'A proxy is set, but “{entry}” in {source} excludes {host}, so Ask Sofia connects to it directly.',
        names,
      );
    }
  }
}

function usedProxy(proxy: Proxy): StepResult {
  const place = proxyPlace(proxy);
  if (!place) return wentWrong(unusableProxy(proxy));
  return works([
    [t('Proxy'), addressOf(place)],
    [t('Set in'), oneLine(proxy.source)],
  ]);
}

/** The step result for the proxy's response to CONNECT. */
export function tunnelResult(answer: TunnelAnswer, place: ProxyPlace, target: Place): StepResult {
  const { name, authorization, secrets } = place;
  const to = addressOf(target);
  switch (answer.type) {
    case 'open':
      return works([[t('Tunnel to'), to]]);
    case 'refused':
      return wentWrong(refusedTunnel(answer, name, to, authorization !== undefined, secrets));
    case 'noProxy':
      return wentWrong(proxyFailure(name, { reason: 'notAProxy' }));
    case 'ownPage':
      return wentWrong(proxyFailure(name, { reason: 'ownPage', target: to }));
    case 'closed':
      return wentWrong(proxyFailure(name, { reason: 'reset' }, true));
  }
}
