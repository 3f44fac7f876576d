import { t } from '../../shared/l10n.ts';

/** Nobody can tell whether it is met, and the agent is not to blame. The message says what to do. */
export class Unjudgeable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'Unjudgeable';
  }
}

/** The run ended before it was judged. */
export class RunIsOver extends Unjudgeable {
  constructor() {
    super(t('This was not judged: the run is over.'));
    this.name = 'RunIsOver';
  }
}
