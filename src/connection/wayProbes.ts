import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import type { ProxyChoice } from '../agentGraph/http/proxy/proxyChoice.ts';
import { asProxyFailure, inTunnel } from '../agentGraph/http/proxy/proxyFailure.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { t } from '../shared/l10n.ts';
import { encrypt, type TrustedAuthorities } from './encryption.ts';
import type { ProbeLimits } from './probe.ts';
import { proxyPlace, proxyResult, tunnelResult } from './proxySteps.ts';
import { addressOf, lookUp, openSocket, type Place } from './sockets.ts';
import {
  hintOf,
  notDone,
  type CheckStep,
  type Ended,
  stepOf,
  type StepResult,
  wentWrong,
  works,
} from './stepResult.ts';
import { encryptionResult, plainResult } from './tlsVerdict.ts';
import { openTunnel, type ProxyPlace } from './tunnel.ts';

export interface WayOptions {
  /** The agent's origin. */
  readonly url: URL;
  /** Undefined if VS Code chooses the way: then the probes connect directly and are only hints. */
  readonly choice: ProxyChoice | undefined;
  readonly ca: TrustedAuthorities;
  readonly limits: ProbeLimits;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/** Probes the way to an agent step by step over one socket; sends no API request. */
export class WayProbes {
  readonly #options: WayOptions;
  readonly #target: Place;
  readonly #proxy: ProxyPlace | undefined;
  readonly #sockets: Socket[] = [];
  #addresses: readonly LookupAddress[] | undefined;

  constructor(options: WayOptions) {
    const { url, choice } = options;
    this.#options = options;
    const isSecure = url.protocol === 'https:';
    this.#target = { hostname: url.hostname, port: Number(url.port || (isSecure ? 443 : 80)) };
    this.#proxy = choice?.type === 'proxy' ? proxyPlace(choice.proxy) : undefined;
  }

  get usesProxy(): boolean {
    return this.#proxy !== undefined;
  }

  proxy(): Promise<Ended> {
    const { choice, url } = this.#options;
    return Promise.resolve(
      choice
        ? proxyResult(choice, url.hostname)
        : works([], t('The transport is “host”: VS Code decides how to connect.')),
    );
  }

  async dns(): Promise<Ended> {
    const { hostname } = this.#firstPlace;
    const found = this.#step(await lookUp(this.#firstPlace, this.#options.limits));
    if ('result' in found) return found.result;
    this.#addresses = found.value;
    const addresses = found.value.map(({ address }) => address);
    return works([
      [this.#proxy ? t('Proxy') : t('Host'), hostname],
      [t('Addresses'), addresses.slice(0, maxAddresses).join(', ')],
    ]);
  }

  async tcp(): Promise<Ended> {
    if (!this.#addresses) return notDone(t('The host has no IP address to connect to.'));
    const opened = await openSocket(this.#firstPlace, this.#addresses, this.#options.limits);
    const step = this.#step(opened);
    if ('result' in step) return step.result;
    this.#sockets.push(step.value);
    const { remoteAddress = '', remotePort = 0 } = step.value;
    return works([[t('Connected to'), addressOf({ hostname: remoteAddress, port: remotePort })]]);
  }

  async tunnel(): Promise<Ended> {
    const proxy = this.#proxy;
    if (!proxy) return notDone(t('No proxy is used.'));
    const problem = proxy.isSecure ? await this.#encryptToProxy(proxy) : undefined;
    if (problem) return problem;
    const socket = this.#socket;
    if (!socket) return notDone(t("There's no connection."));
    const { limits } = this.#options;
    const step = this.#step(await openTunnel(socket, this.#target, proxy, limits));
    return 'result' in step ? step.result : tunnelResult(step.value, proxy, this.#target);
  }

  async tls(): Promise<Ended> {
    const { url, ca, limits, now } = this.#options;
    if (url.protocol !== 'https:') return plainResult(url);
    const socket = this.#socket;
    if (!socket) return notDone(t("There's no connection."));
    const encrypted = await encrypt(socket, this.#target, ca, limits);
    const step = stepOf(encrypted, (failure) => this.#judgeInTunnel(failure));
    if ('result' in step) return step.result;
    this.#sockets.push(step.value.socket);
    const { problem } = step.value;
    if (problem && !this.#options.choice) return this.#judge(problem);
    return encryptionResult(step.value, url.hostname, now());
  }

  dispose(): void {
    for (const socket of this.#sockets.toReversed()) socket.destroy();
  }

  /** The first destination of the socket: the proxy or the agent. */
  get #firstPlace(): Place {
    return this.#proxy ?? this.#target;
  }

  get #socket(): Socket | undefined {
    return this.#sockets.at(-1);
  }

  async #encryptToProxy(proxy: ProxyPlace): Promise<Ended | undefined> {
    const socket = this.#socket;
    if (!socket) return notDone(t("There's no connection."));
    const step = this.#step(await encrypt(socket, proxy, this.#options.ca, this.#options.limits));
    if ('result' in step) return step.result;
    this.#sockets.push(step.value.socket);
    const { problem } = step.value;
    return problem && !proxy.acceptsAnyCertificate ? this.#judge(problem) : undefined;
  }

  #step<T>(outcome: Parameters<typeof stepOf<T>>[0]): CheckStep<T> {
    return stepOf(outcome, (failure) => this.#judge(failure));
  }

  #judge(failure: Failure): StepResult {
    if (this.#proxy) return wentWrong(asProxyFailure(failure, this.#proxy.name));
    if (this.#options.choice) return wentWrong(failure);
    const hint = t(
      "This might not be a problem: in this environment, only VS Code's own fetch can connect, because it uses VS Code's proxy settings.",
    );
    return hintOf(failure, hint);
  }

  #judgeInTunnel(failure: Failure): StepResult {
    const proxy = this.#proxy;
    if (!proxy) return this.#judge(failure);
    return wentWrong(inTunnel(failure, proxy.name, addressOf(this.#target)));
  }
}

const maxAddresses = 4;
