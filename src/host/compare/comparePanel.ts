import {
  type CompareHostMessage,
  type ComparePageMessage,
  parseCompareMessage,
} from '../../shared/protocol/compareProtocol.ts';
import type { Services } from '../services.ts';
import { PagePanel, type PagePanelOptions } from '../webview/pagePanel.ts';

type Options = Pick<PagePanelOptions<ComparePageMessage>, 'title' | 'handle' | 'onClosed'>;
export type ComparePanel = PagePanel<CompareHostMessage, ComparePageMessage>;

/** An editor tab with responses side by side. */
export function openComparePanel(
  { extensionUri, log }: Pick<Services, 'extensionUri' | 'log'>,
  options: Options,
): ComparePanel {
  const warn = (line: string) => log.warn(line);
  return new PagePanel({
    ...options,
    ...{ extensionUri, page: 'compare', parse: parseCompareMessage, log: warn },
  });
}
