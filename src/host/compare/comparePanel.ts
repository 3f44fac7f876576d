import {
  type CompareHostMessage,
  type ComparePageMessage,
  parseCompareMessage,
} from '../../shared/protocol/compareProtocol.ts';
import type { CoreServices } from '../coreServices.ts';
import { PagePanel, type PagePanelOptions } from '../webview/pagePanel.ts';

export type ComparePanel = PagePanel<CompareHostMessage, ComparePageMessage>;

/** An editor tab with responses side by side. */
export function openComparePanel(
  services: CoreServices,
  options: Pick<PagePanelOptions<ComparePageMessage>, 'title' | 'handle' | 'onClosed'>,
): ComparePanel {
  return new PagePanel(services, { ...options, page: 'compare', parse: parseCompareMessage });
}
