import type { ChatPage } from './webviewPage.ts';

export const log = ({ page }: ChatPage) => page.getByRole('log', { name: 'Conversation' });

export const button = ({ page }: ChatPage, name: string) =>
  page.getByRole('button', { name, exact: true });

/** Opens the IDs that the session's state in the header hides. */
export const openIds = (opened: ChatPage) =>
  button(opened, 'IDs of agent, customer, and session').click();

/** What the page told the host last. */
export const lastPosted = async (opened: ChatPage) => (await opened.posted()).at(-1);

/** What the page asks for from now on. It grows. */
export function requestsOf({ page }: ChatPage): readonly string[] {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  return requests;
}
