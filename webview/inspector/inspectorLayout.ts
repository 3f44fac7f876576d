import { isRecord } from '../../src/shared/guards.ts';
import { keep, readKept } from '../base/channel.ts';

/** The inspector's layout: its shares in percent; the rest belongs to the chat or the list. */
export interface InspectorLayout {
  readonly isOpen: boolean;
  /** Next to the chat. */
  readonly columnShare: number;
  /** Below the chat. */
  readonly drawerShare: number;
  /** The details within the inspector. */
  readonly paneShare: number;
}

/** From this width on, the inspector can be next to the chat, and the details next to the list. */
export const wide = matchMedia('(min-width: 700px)');

const firstLayout: InspectorLayout = {
  isOpen: false,
  columnShare: 55,
  drawerShare: 50,
  paneShare: 55,
};

/** The saved layout; missing or invalid values use the default. */
export function readInspectorLayout(): InspectorLayout {
  const kept = readKept('inspector');
  if (!isRecord(kept)) return firstLayout;
  const valid = Object.entries(firstLayout)
    .filter(([name, first]) => typeof kept[name] === typeof first)
    .map(([name]) => [name, kept[name]] as const);
  return { ...firstLayout, ...Object.fromEntries(valid) };
}

export function keepInspectorLayout(layout: InspectorLayout): void {
  keep('inspector', layout);
}
