import { t } from '../../shared/l10n.ts';

/** Nobody can tell whether it is met, and the agent is not to blame. The message says what to do. */
export class Unjudgeable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unjudgeable';
  }
}

/** It is not judged in a run like this one; that is told, and decides nothing. */
export class NotJudgedHere extends Unjudgeable {
  constructor(message: string) {
    super(message);
    this.name = 'NotJudgedHere';
  }
}

/** The answer has not what an expectation needs of it: it is not met, and the agent is to blame. */
export class AnswerLacks extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AnswerLacks';
  }
}

/** The run ended before it was judged. */
export class RunIsOver extends Unjudgeable {
  constructor() {
    super(t('This was not judged: the run is over.'));
    this.name = 'RunIsOver';
  }
}
