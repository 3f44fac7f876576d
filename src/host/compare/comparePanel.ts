import {
  type CompareHostMessage,
  type ComparePageMessage,
  parseCompareMessage,
} from '../../shared/protocol/compareProtocol.ts';
import type { Services } from '../services.ts';
import { PagePanel, type PagePanelOptions } from '../webview/pagePanel.ts';

export type ComparePanel = PagePanel<CompareHostMessage, ComparePageMessage>;

/** An editor tab with responses side by side. */
export function openComparePanel(
  { extensionUri, log }: Services,
  options: Pick<PagePanelOptions<ComparePageMessage>, 'title' | 'handle' | 'onClosed'>,
): ComparePanel {
  const warn = (line: string) => log.warn(line);
  const page = { extensionUri, page: 'compare', parse: parseCompareMessage, log: warn } as const;
  return new PagePanel({ ...options, ...page });
}
