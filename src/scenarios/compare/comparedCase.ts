import type { TurnAnswer } from '../../recordings/replay/turnsOf.ts';
import type { ShownCheck, ShownResult } from '../../shared/compare/shownAnswer.ts';
import type { CheckServices } from '../checks/check.ts';
import type { TurnAction } from '../file/scenario.ts';
import type { Case } from '../run/plan.ts';
import { RequestPace } from '../run/requestPace.ts';
import type { CheckResult, TurnResult } from '../run/results.ts';
import { runAttempt } from '../run/runAttempt.ts';
import type { OpenTestSession } from '../run/session.ts';
import { actionTitle } from '../run/turnInputs.ts';
import type { ComparedSession } from './comparedSession.ts';
import type { ComparedTurn, Told } from './comparedTurn.ts';

export interface ComparedCaseOptions {
  readonly case: Case;
  readonly services: CheckServices;
  readonly signal: AbortSignal;
  /** The side's conversation. Without a customer ID, it uses the agent's configured one. */
  readonly begin: (clientKey: string | undefined) => ComparedSession;
  /** `index` counts from 0. A turn that has only begun has no `told` yet. */
  readonly onTurn: (
    index: number,
    turn: Pick<ComparedTurn, 'said' | 'sentAt'>,
    told?: Told,
  ) => void;
}

/**
 * Runs one side of a comparison through the turns of a scenario. Its session stays open so that the
 * user can continue from there. Never rejects.
 */
export async function runComparedCase(options: ComparedCaseOptions): Promise<ShownResult> {
  const { case: own, services, signal, begin, onTurn } = options;
  const { turns } = own.scenario;
  let answer: TurnAnswer | undefined;
  let sentAt = Date.now();
  const open: OpenTestSession = async ({ clientKey }, opening) => {
    const session = begin(clientKey);
    const opened = await session.open(opening);
    if (opened.type !== 'done') return opened;
    const value = {
      id: opened.value.id,
      agentUrl: opened.value.agentUrl,
      secrets: opened.value.secrets,
      send: async (...message: Parameters<ComparedSession['send']>) => {
        answer = await session.send(...message);
        return answer;
      },
      close: () => Promise.resolve(),
    };
    return { type: 'done', value };
  };
  const start = (index: number) => {
    const turn = turns[index];
    answer = undefined;
    sentAt = Date.now();
    if (turn) onTurn(index, { said: wordsOf(turn.action), sentAt });
  };
  const end = ({ number, inputs, phase, checks }: TurnResult) => {
    const turn = turns[number - 1];
    const told = { inputs, answer: answer ?? { phase, items: [] }, checks: checks.map(shownCheck) };
    if (turn) onTurn(number - 1, { said: wordsOf(turn.action), sentAt }, told);
    if (phase === 'answered') start(number);
  };
  start(0);
  const attempt = { number: 1, open, pace: new RequestPace(), onTurn: end };
  const result = await runAttempt({ case: own, services, signal, ...attempt });
  const isJudged = result.checks.length + result.turns.flatMap(({ checks }) => checks).length > 0;
  return {
    status: result.status === 'passed' && !isJudged ? 'notJudged' : result.status,
    checks: result.checks.map(shownCheck),
    ...(result.problem && { problem: result.problem.message }),
  };
}

function shownCheck({ status, isWarning, title, message }: CheckResult): ShownCheck {
  return { status, isWarning, title, ...(message !== undefined && { message }) };
}

function wordsOf(action: TurnAction): string {
  return action.type === 'say' ? action.text : actionTitle(action);
}
