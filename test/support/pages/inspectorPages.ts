import type { Locator } from 'playwright-core';
import type { WireRows } from '../../../webview/inspector/rowsModel.ts';
import { chat, recommends, says, shoes, stats, turn } from './chatStates.ts';
import type { ChatOptions, ChatPage, PageEntry, WebviewBench } from './webviewPage.ts';
import { smallWire } from './wireStates.ts';

/** The conversation of `smallWire`. */
export const inspectedTalk = chat({
  turns: [
    turn(1, 'Any boots?', { items: [says('Yes, three.', 1), recommends(shoes, 3)], stats }),
    turn(2, 'In blue?', { phase: 'failed' }),
  ],
});

/** The chat with its inspector open. */
export async function openInspector(
  bench: Pick<WebviewBench, 'open'>,
  options: ChatOptions = { width: 1000 },
  wire: WireRows = smallWire,
): Promise<ChatPage> {
  const opened = await bench.open(options);
  await opened.show(inspectedTalk);
  await opened.send({ type: 'toggleInspector' });
  await opened.send({ type: 'wire', ...wire });
  return opened;
}

/** The sources of the inspector's own page. */
export const inspectorEntry: PageEntry = {
  script: 'webview/inspector/main.ts',
  style: 'webview/styles/chat.css',
};

/** The inspector's own page, as it is in a panel, with everything there. */
export async function openInspectorPage(
  bench: Pick<WebviewBench, 'open'>,
  options: ChatOptions = {},
  wire: WireRows = smallWire,
): Promise<ChatPage> {
  const opened = await bench.open({ width: 1000, height: 300, ...options });
  await opened.show(inspectedTalk);
  await opened.send({ type: 'wire', ...wire });
  return opened;
}

export const inspectorOf = ({ page }: ChatPage): Locator =>
  page.getByRole('complementary', { name: 'Inspector' });

export const listOf = ({ page }: ChatPage): Locator =>
  page.getByRole('treegrid', { name: 'Requests and lines' });

export const rowOf = (opened: ChatPage, text: string): Locator =>
  listOf(opened).getByRole('row').filter({ hasText: text });

export const treeOf = ({ page }: ChatPage): Locator =>
  page.getByRole('tree', { name: 'Line as JSON' });

/** The text of the chosen row. */
export async function chosenRow(opened: ChatPage): Promise<string> {
  await opened.drawn();
  return listOf(opened).getByRole('row', { selected: true }).innerText();
}

/** What the host answers for line 3 of exchange 2. */
export const productsLine = {
  type: 'lineText',
  place: { exchange: 2, line: 3 },
  text: '{"result":{"responseEvents":[{"recommendationEvent":{"products":[{"title":"Ridge","price":"89"}]}}]}}',
  previous: {
    place: { exchange: 1, line: 1 },
    text: '{"result":{"responseEvents":[{"recommendationEvent":{"products":[{"title":"Path","url":"x"}]}}]}}',
  },
} as const;

/** The classes of the messages that are marked in the chat. */
export const linked = ({ page }: ChatPage): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('.rows > [aria-current]')].map(({ className }) => className),
  );
