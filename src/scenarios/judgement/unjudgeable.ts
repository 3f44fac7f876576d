import { t } from '../../shared/l10n.ts';

/** The expectation cannot be judged, and the agent is not to blame. The message says what to do. */
export class Unjudgeable extends Error {
  override readonly name: string = 'Unjudgeable';
}

/** Not judged in this kind of run; reported, but without effect on the result. */
export class NotJudgedHere extends Unjudgeable {
  override readonly name = 'NotJudgedHere';
}

/** The response lacks what an expectation needs: it is not met, and the agent is to blame. */
export class AnswerLacks extends Error {
  override readonly name = 'AnswerLacks';
}

/** The run ended before this was judged. */
export class RunIsOver extends Unjudgeable {
  override readonly name = 'RunIsOver';

  constructor() {
    super(t('Not evaluated because the run ended.'));
  }
}

/** Why something could not be judged or run; any other error is a bug of ours. */
export function problemSentence(error: unknown): string {
  return error instanceof Unjudgeable
    ? error.message
    : t(
        'Internal error in Ask Sofia, not in your agent: {0}. Report it in the Ask Sofia repository.',
        String(error),
      );
}
