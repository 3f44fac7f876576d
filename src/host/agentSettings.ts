import { defaultBaseUrl, normalizeBaseUrl } from '../agentGraph/baseUrl.ts';
import { inputFailure } from '../agentGraph/requests.ts';
import type { Failure, Outcome } from '../shared/failure.ts';
import { isFilledString, isRecord } from '../shared/guards.ts';
import { t } from '../shared/l10n.ts';
import { markups, type Agent } from '../shared/model.ts';

const requiredFields = ['businessId', 'agentId'];
const optionalTexts = ['baseUrl', 'clientKey', 'greeting'];
const knownFields = [...requiredFields, ...optionalTexts, 'markup'];

/** What the settings say about agents: the one to use, or what is wrong with it. */
export interface AgentChoice {
  readonly names: readonly string[];
  readonly agent?: Agent;
  readonly problem?: Failure;
}

/**
 * The active agent of `askSofia.agents` and `askSofia.activeAgent`. Without an active name the
 * first one is meant. `clientKey` is used for agents that name none. Pure: settings are whatever
 * somebody wrote, so every wrong shape becomes a problem that names the setting.
 */
export function chooseAgent(agents: unknown, active: unknown, clientKey: string): AgentChoice {
  if (agents === undefined || agents === null) return { names: [] };
  if (!isRecord(agents)) {
    return {
      names: [],
      problem: inputFailure('askSofia.agents', t('It must be an object, name to agent.')),
    };
  }
  const names = Object.keys(agents);
  if (active !== undefined && active !== null && typeof active !== 'string') {
    return {
      names,
      problem: inputFailure('askSofia.activeAgent', t('It must be the name of an agent.')),
    };
  }
  const name = isFilledString(active) ? active : names[0];
  if (name === undefined) return { names };
  if (!Object.hasOwn(agents, name)) {
    const known = names.join(', ');
    const problem =
      names.length === 0
        ? t('There is no agent "{name}" in askSofia.agents. There is none yet.', { name })
        : t('There is no agent "{name}" in askSofia.agents. Known: {known}.', { name, known });
    return { names, problem: inputFailure('askSofia.activeAgent', problem) };
  }
  const parsed = parseAgent(name, agents[name], clientKey);
  if (parsed.type === 'done') return { names, agent: parsed.value };
  return parsed.type === 'failed' ? { names, problem: parsed.failure } : { names };
}

function parseAgent(name: string, value: unknown, clientKey: string): Outcome<Agent> {
  const field = `askSofia.agents.${name}`;
  if (!isRecord(value))
    return refused(field, t('It must be an object with businessId and agentId.'));
  const unknown = Object.keys(value).filter((key) => !knownFields.includes(key));
  if (unknown.length > 0) {
    // The API drops a misspelt agentId in silence and answers with another agent.
    const list = unknown.join(', ');
    return refused(
      `${field}.${unknown[0] ?? ''}`,
      t('Unknown: {unknown}. Known: {known}.', { unknown: list, known: knownFields.join(', ') }),
    );
  }
  for (const key of requiredFields) {
    if (!isFilledString(value[key])) {
      return refused(`${field}.${key}`, t('It must be the text from the onboarding mail.'));
    }
  }
  for (const key of optionalTexts) {
    if (value[key] !== undefined && !isFilledString(value[key])) {
      return refused(`${field}.${key}`, t('It must be a text, or be left out.'));
    }
  }
  const markup = markups.find((known) => known === value['markup']);
  if (value['markup'] !== undefined && !markup) {
    const known = markups.join(', ');
    return refused(`${field}.markup`, t('It must be one of: {known}.', { known }));
  }
  const greeting = text(value['greeting']);
  const baseUrl = normalizeBaseUrl(text(value['baseUrl']) ?? defaultBaseUrl);
  if (baseUrl.type === 'failed') {
    const { cause } = baseUrl.failure;
    return refused(`${field}.baseUrl`, cause?.type === 'input' ? cause.problem : '');
  }
  if (baseUrl.type === 'aborted') return baseUrl;
  return {
    type: 'done',
    value: {
      name,
      businessId: text(value['businessId']) ?? '',
      agentId: text(value['agentId']) ?? '',
      baseUrl: baseUrl.value,
      clientKey: text(value['clientKey']) ?? clientKey,
      ...(markup && { markup }),
      ...(greeting && { greeting }),
    },
  };
}

function text(value: unknown): string | undefined {
  return isFilledString(value) ? value.trim() : undefined;
}

function refused(field: string, problem: string): Outcome<never> {
  return { type: 'failed', failure: inputFailure(field, problem) };
}
