import { t } from '../../shared/l10n.ts';

/** The expectation cannot be judged, and the agent is not to blame. The message says what to do. */
export class Unjudgeable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unjudgeable';
  }
}

/** Not judged in this kind of run; reported, but without effect on the result. */
export class NotJudgedHere extends Unjudgeable {
  constructor(message: string) {
    super(message);
    this.name = 'NotJudgedHere';
  }
}

/** The response lacks what an expectation needs: it is not met, and the agent is to blame. */
export class AnswerLacks extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AnswerLacks';
  }
}

/** The run ended before this was judged. */
export class RunIsOver extends Unjudgeable {
  constructor() {
    super(t('This was not judged: the run is over.'));
    this.name = 'RunIsOver';
  }
}
