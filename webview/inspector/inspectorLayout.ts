import { isRecord } from '../../src/shared/guards.ts';
import { keep, readKept } from '../base/channel.ts';

/** How the inspector is laid out: shares of the page in percent, the chat or the list has the rest. */
export interface InspectorLayout {
  readonly isOpen: boolean;
  /** Beside the chat. */
  readonly columnShare: number;
  /** Below the chat. */
  readonly drawerShare: number;
  /** The details in the inspector. */
  readonly paneShare: number;
}

const firstLayout: InspectorLayout = {
  isOpen: false,
  columnShare: 55,
  drawerShare: 50,
  paneShare: 55,
};

/** How the inspector was left; what is missing or no number is as it is at first. */
export function readInspectorLayout(): InspectorLayout {
  const kept = readKept('inspector');
  if (!isRecord(kept)) return firstLayout;
  const share = (name: 'columnShare' | 'drawerShare' | 'paneShare'): number => {
    const value = kept[name];
    return typeof value === 'number' ? value : firstLayout[name];
  };
  return {
    isOpen: kept['isOpen'] === true,
    columnShare: share('columnShare'),
    drawerShare: share('drawerShare'),
    paneShare: share('paneShare'),
  };
}

export function keepInspectorLayout(layout: InspectorLayout): void {
  keep('inspector', layout);
}
