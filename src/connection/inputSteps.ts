import { inputFailure } from '../agentGraph/wire/requests.ts';
import type { Agent } from '../shared/agent.ts';
import { cleanQuoted, keyProblem } from '../shared/cleanValue.ts';
import type { Failure } from '../shared/failure/failure.ts';
import { t } from '../shared/l10n.ts';
import { type CheckedAgent, type StepResult, wentWrong, works } from './stepResult.ts';

/** The agent's settings: what is wrong with them, or what they say. */
export function settingsResult({ agent, problem, place }: CheckedAgent): StepResult {
  if (problem) return wentWrong(problem);
  if (!agent) return wentWrong({ kind: 'internal', retryable: false });
  return works([
    ...(place === undefined ? [] : [[t('From'), place] as const]),
    [t('Base URL'), agent.baseUrl],
    [t('Business ID'), agent.businessId],
    [t('Agent ID'), agent.agentId],
    [t('Environment'), agent.environment === 'production' ? t('Production') : t('Test')],
  ]);
}

/** Whether there is a key, and whether it can be sent at all; never the key. */
export function keyResult(agent: Agent | undefined, apiKey: string | undefined): StepResult {
  const { host } = new URL(agent?.baseUrl ?? 'https://agent.invalid');
  const key = apiKey && cleanQuoted(apiKey);
  if (!key) {
    const failure: Failure = { kind: 'missingKey', retryable: true };
    return wentWrong(failure, {
      text: t(
        'Nothing was sent. Enter the key from the onboarding email; it is sent to {host} only.',
        { host },
      ),
    });
  }
  const problem = keyProblem(key);
  if (problem !== undefined) return wentWrong(inputFailure('apiKey', problem));
  return works([], t('There is a key for {host}.', { host }));
}
