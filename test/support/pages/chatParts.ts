import type { ChatPage } from './webviewPage.ts';

export const log = ({ page }: ChatPage) => page.getByRole('log', { name: 'Conversation' });

export const button = ({ page }: ChatPage, name: string) =>
  page.getByRole('button', { name, exact: true });

/** What the page told the host last. */
export const lastPosted = async (opened: ChatPage) => (await opened.posted()).at(-1);
