import type { PasteFindings } from '../choice/pasteFindings.ts';
import type { StandingAt } from './asides.ts';
import { agentGraphPath, originOf } from './values.ts';

const addresses = /https?:\/\/[^\s"'`<>\\^|,;(){}[\]]{1,300}/gi;
/** A host on its own: no email address, no path after it. */
const hosts =
  /(?<![\w@./-])(?:https:\/\/)?((?:[a-z0-9-]{1,40}\.){2,4}[a-z]{2,10})\/?(?![\w/@:-]|\.\w)/gi;
/** Hosts for people, not for API requests. */
const forReaders =
  /^(?:(?:www|docs?|app|apps|portal|console|admin|platform|manage|manager|studio|hub|my|web|chat|community|calendar|meet|help|support|status|blog|dashboard|inbox|login|auth|accounts?|developers?|mail|mx|cdn|static|assets|learn|academy|go|info|marketing|email)\.)/;

/** True for a host of Connectly, or of a gateway to Sofia, that may serve an agent. */
function isOwnHost(written: string): boolean {
  const host = written.toLowerCase();
  if (/\.connectly\.ai$/.test(host)) return host !== 'api.connectly.ai' && !forReaders.test(host);
  return /^(?:[\w-]*-)?(?:sofia|agent-?graph)-?(?:gateway|gw|proxy|api)\./.test(host);
}

/** Adds the Agent Graph URLs in a text, and the hosts that may serve it. */
export function readAddresses(text: string, findings: PasteFindings, standingAt: StandingAt): void {
  for (const match of text.matchAll(addresses)) {
    const origin = originOf(match[0]);
    if (origin !== undefined) {
      findings.add('baseUrl', origin, { standing: standingAt(match.index) });
    }
  }
  for (const { 1: host = '', index } of text.matchAll(hosts)) {
    const own = standingAt(index);
    const standing = own === 'plain' ? 'mention' : own;
    if (isOwnHost(host)) findings.add('baseUrl', `https://${host.toLowerCase()}`, { standing });
  }
  for (
    let at = text.indexOf(agentGraphPath);
    at !== -1;
    at = text.indexOf(agentGraphPath, at + 1)
  ) {
    if (standingAt(at) !== 'plain') continue;
    const host = /[^\s"'`]{0,300}$/.exec(text.slice(Math.max(0, at - 300), at))?.[0] ?? '';
    const isSum = host === '' && /[+.&] ?["'`]$/.test(text.slice(Math.max(0, at - 3), at));
    const address = /https?:\/\/[^\s"'`]{1,300}$/i.exec(host)?.[0];
    if (isSum || /[{}$<>%]|^\w+$/.test(host)) findings.addGap('baseUrl', 'reference');
    else if (address !== undefined && originOf(address + agentGraphPath) === undefined) {
      findings.addUnreadableAddress();
    }
  }
}
