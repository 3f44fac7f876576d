import { t } from '../src/shared/l10n.ts';
import type { ReplaySpeed } from '../src/shared/replayState.ts';

/** The sentences of the strip of a replay, as in strings.ts. */
export const replayStrings = {
  title: t('Replay, not live'),
  play: t('Play'),
  pause: t('Pause'),
  again: t('Play again'),
  step: t('Next step'),
  previousTurn: t('Previous turn'),
  nextTurn: t('Next turn'),
  speed: t('Speed'),
  speedName: (speed: ReplaySpeed) =>
    speed === 'instant' ? t('at once') : t('{factor}×', { factor: speed }),
  turn: t('Turn'),
  position: (turn: number, turns: number) => t('Turn {turn} of {turns}', { turn, turns }),
  close: t('Close replay'),
  nothingIsSent: t('This is a replay: nothing is sent. Close it to go on.'),
} as const;
