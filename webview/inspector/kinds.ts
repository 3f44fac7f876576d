import { t } from '../../src/shared/l10n.ts';
import { handoverKinds } from '../../src/shared/model.ts';
import { visibleText } from '../../src/shared/visibleText.ts';
import { cardIcons, controlIcons, handoverIcons, iconPaths } from '../base/icons.ts';

/** The look of a kind of line; `tone` is a `data-tone` of the style sheet. */
export interface KindLook {
  readonly label: string;
  readonly icon: string;
  readonly tone: string;
}

interface Drawing {
  readonly tone: string;
  readonly icon: string;
}

const events: Readonly<Record<string, Drawing>> = {
  messageEvent: {
    tone: 'message',
    icon: 'M2 2.5h12V11H8l-3.5 3v-3H2zm1.3 1.3v5.9h2.5v1.4l1.7-1.4h5.2V3.8z',
  },
  recommendationEvent: { tone: 'recommendation', icon: cardIcons.store },
  chatSuggestionEvent: {
    tone: 'suggestion',
    icon: 'M8 1a5 5 0 0 1 3 9v2H5v-2a5 5 0 0 1 3-9zM5.5 13h5v1.8h-5z',
  },
  connectlyInteractiveEvent: { tone: 'interactive', icon: controlIcons.list },
};

const noEvents: Readonly<Record<string, KindLook>> = {
  blank: { label: t('blank line'), tone: 'blank', icon: 'M2 7.3h12v1.4H2z' },
  malformed: { label: t('malformed line'), tone: 'bad', icon: iconPaths.warning },
  error: { label: t('error'), tone: 'bad', icon: controlIcons.close },
  reply: {
    label: t('response without event'),
    tone: 'blank',
    icon: 'M8 2.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11zm0 1.3a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4z',
  },
};

/** The look of a kind. An event's key comes from the agent and is untrusted. */
export function kindLook(kind: string): KindLook {
  const noEvent = Object.hasOwn(noEvents, kind) ? noEvents[kind] : undefined;
  return noEvent ?? { label: visibleText(kind), ...drawingOf(kind) };
}

function drawingOf(kind: string): Drawing {
  const known = Object.hasOwn(events, kind) ? events[kind] : undefined;
  if (known) return known;
  const handover = handoverKinds.find((one) => one === kind);
  return handover
    ? { tone: 'handover', icon: handoverIcons[handover] }
    : { tone: 'unknown', icon: cardIcons.unknown };
}
