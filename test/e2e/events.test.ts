import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openChatWorkbench, type ChatWorkbench } from '../support/workbench/chatWorkbench.ts';
import { axeFindings } from '../support/pages/galleryChecks.ts';

const greeting = 'Welcome to the shop!';

let chat: ChatWorkbench;

before(async () => {
  chat = await openChatWorkbench({ agent: { greeting } });
  await chat.workbench.runCommand('Ask Sofia');
  await chat.box.waitFor();
});
after(() => chat.dispose());

const shown = (text: string | RegExp) => chat.log.getByText(text).last().waitFor();

/** Presses a button of the newest message that has one of that name. */
const press = (name: string | RegExp) => chat.log.getByRole('button', { name }).last().click();

test('the greeting is shown first, and sent once, as what the agent said', async () => {
  await shown(greeting);
  await chat.ask('Hello');
  await chat.ask('running shoes');
  const roles = chat.sent().map((event) => {
    const message = event['messageEvent'] as { readonly role: string } | undefined;
    return message?.role;
  });
  assert.deepEqual(roles, ['ASSISTANT', 'USER', 'USER']);
});

test('products, and suggestions that can be pressed', async () => {
  assert((await chat.workbench.chat.locator('.product .price').count()) > 0);
  const chips = chat.workbench.chat.getByRole('group', { name: 'Suggested replies' });
  const chip = chips.getByRole('button').first();
  const text = (await chip.textContent()) ?? '';
  await chat.answerTo(() => chip.click());
  const [event] = chat.sent();
  assert.deepEqual(event, { messageEvent: { role: 'USER', content: { textContent: { text } } } });
});

test('an image, a voice message and a location', async () => {
  await chat.ask('size chart');
  const image = chat.log.locator('.bubble img').last();
  const width = await image.evaluate(async (element: HTMLImageElement) => {
    await element.decode();
    return element.naturalWidth;
  });
  assert(width > 0);
  await chat.ask('send me a voice note');
  const isLoaded = await chat.log
    .locator('audio')
    .last()
    .evaluate(
      (audio: HTMLAudioElement) =>
        new Promise<boolean>((resolve) => {
          audio.onloadedmetadata = () => resolve(true);
          audio.onerror = () => resolve(false);
          audio.load();
        }),
    );
  assert.equal(isLoaded, true);
  await chat.ask('where are you?');
  await shown('View on Map');
});

test('a row of a list is chosen: its id goes out, and the log says what was chosen', async () => {
  await chat.ask('What categories do you have?');
  chat.sent();
  await chat.log.locator('details.menu summary').last().click();
  await chat.answerTo(() => press(/jackets/));
  const [event] = chat.sent();
  const reply = event?.['listReplyEvent'] as { readonly id: string };
  assert.equal(reply.id, 'category:jackets');
  await shown('Chose');
});

test('a reply button is pressed: its id goes out, and the log says what was pressed', async () => {
  await chat.ask('I take the first one');
  chat.sent();
  await chat.answerTo(() => press(/^Yes/));
  const [event] = chat.sent();
  assert('buttonResponseEvent' in (event ?? {}), JSON.stringify(event));
  await shown('Pressed');
});

test('a single product, and a form nobody has documented', async () => {
  await chat.ask('Tell me more about the first one');
  await chat.log.getByRole('group', { name: 'Product message' }).last().waitFor();
  await chat.ask('I want to leave my details');
  const card = chat.log.getByRole('group', { name: 'formMessage' }).last();
  await card.getByText('Raw JSON of formMessage').waitFor();
});

test('each of the six handovers says where the customer went', async () => {
  const table = [
    ['I want to talk to a person', 'Handed over to a person'],
    ['Show me everything', 'Handed over to the storefront'],
    ['Where is my order?', 'Handed over to order tracking'],
    ['Which store is nearest to me?', 'Handed over to the store finder'],
    ['I need a cardiologist', 'Handed over to a doctor'],
    ['A quote for our team, please', 'Handed over to lead generation'],
  ] as const;
  for (const [question, title] of table) {
    await chat.ask(question);
    await chat.log.getByRole('group', { name: title }).first().waitFor();
  }
  await chat.workbench.chat.getByRole('status').getByText('Handed over').first().waitFor();
});

test('a handover that was not triggered is a trace', async () => {
  await chat.ask('Are you a robot?');
  await shown(/not triggered/);
});

test('an event that no client knows is shown with all that came', async () => {
  await chat.ask('anything new?');
  const card = chat.log.locator('.unknown').filter({ hasText: 'newArrivalsEvent' });
  await card.getByText('Not recognized by this version').waitFor();
  await card.getByText('Raw JSON').click();
  await card.getByText('"weekOf"').waitFor();
});

test('a malformed line is a notice at its place, and the answer goes on', async () => {
  await chat.ask('/fault bad-json');
  const notice = chat.log.locator('.notice').last();
  await notice.waitFor();
  assert.match((await notice.textContent()) ?? '', /\d/);
});

test('an answer without any event says so', async () => {
  await chat.ask('/fault no-events');
  await shown('The agent sent an empty response.');
});

test('everything that an agent can be sent goes out of the event composer', async () => {
  const open = chat.workbench.chat.getByRole('button', { name: 'Send Another Kind of Event' });
  const dialog = chat.workbench.chat.getByRole('dialog', { name: 'Send Another Kind of Event' });
  const send = dialog.getByRole('button', { name: 'Send Event' });
  const message = (content: object) => ({ messageEvent: { role: 'USER', content } });
  const url = 'https://cdn.shop.example/a';
  const table: readonly (readonly [string, Readonly<Record<string, string>>, object])[] = [
    ['Text', { Text: 'Hi' }, message({ textContent: { text: 'Hi' } })],
    [
      'Image',
      { 'URL (https://…)': url, 'Caption (optional)': 'Mine' },
      message({ imageContent: { url, caption: 'Mine' } }),
    ],
    ['Audio', { 'URL (https://…)': url }, message({ audioContent: { url } })],
    [
      'Location',
      { Latitude: '4.65', Longitude: '-74.1' },
      message({ locationContent: { latitude: 4.65, longitude: -74.1 } }),
    ],
    [
      'Button response',
      { ID: 'b', Title: 'Yes' },
      { buttonResponseEvent: { id: 'b', title: 'Yes' } },
    ],
    [
      'List reply',
      { ID: 'category:jackets', Title: 'jackets' },
      { listReplyEvent: { id: 'category:jackets', title: 'jackets' } },
    ],
    [
      'Completed form',
      { 'One field per line, as name: value (optional)': 'name: Ana' },
      { filledFormResponseEvent: { formData: { name: 'Ana' } } },
    ],
    [
      'Store',
      { 'Store ID': 's1', Name: 'Centro' },
      { storeEvent: { storeId: 's1', name: 'Centro' } },
    ],
  ];
  for (const [kind, fields, expected] of table) {
    chat.sent();
    await open.click();
    await dialog.getByRole('combobox', { name: 'Event kind' }).selectOption(kind);
    for (const [label, value] of Object.entries(fields)) {
      await dialog.getByLabel(label, { exact: true }).fill(value);
    }
    await chat.answerTo(() => send.click());
    assert.deepEqual(chat.sent(), [expected], kind);
  }
});

test('several events in one turn, one of them as JSON and as assistant context', async () => {
  await chat.workbench.chat.getByRole('button', { name: 'Send Another Kind of Event' }).click();
  const dialog = chat.workbench.chat.getByRole('dialog');
  const said = (role: string, text: string) => ({
    messageEvent: { role, content: { textContent: { text } } },
  });
  await dialog.getByRole('combobox', { name: 'Event kind' }).selectOption('Raw JSON');
  await dialog
    .getByRole('textbox', { name: 'Raw JSON' })
    .fill(JSON.stringify(said('ASSISTANT', 'We have an offer.')));
  await dialog.getByRole('button', { name: 'Add Another Event' }).click();
  await dialog.getByRole('textbox', { name: 'Raw JSON' }).fill('{ "messageEvent": ');
  await dialog.getByText(/Line 1, column/).waitFor();
  await dialog
    .getByRole('textbox', { name: 'Raw JSON' })
    .fill(JSON.stringify(said('USER', 'Which one?')));
  chat.sent();
  await chat.answerTo(() => dialog.getByRole('button', { name: 'Send 2 Events' }).click());
  assert.deepEqual(chat.sent(), [
    said('ASSISTANT', 'We have an offer.'),
    said('USER', 'Which one?'),
  ]);
  await shown('Sent as context');
});

test('axe-core finds nothing in all of that', async () => {
  assert.deepEqual(await axeFindings(await chat.frame()), []);
});

test('a replay lets nobody load more: images of other hosts are allowed in the chat alone', async () => {
  await chat.workbench.runCommand('Replay Conversation');
  const { page, chat: view } = chat.workbench;
  const strip = view.getByRole('group', { name: 'Replay, not live' });
  await strip.getByRole('combobox', { name: 'Speed' }).selectOption('Instant');
  await strip.getByRole('button', { name: 'Play Again' }).waitFor();
  await chat.log
    .getByRole('button', { name: /^Show Images from/ })
    .first()
    .click();
  await chat.workbench.runCommand('Notifications: Show Notifications');
  await page
    .locator('.notifications-center .notification-list-item', { hasText: 'This is a replay' })
    .waitFor();
  await strip.getByRole('button', { name: 'Close Replay' }).click();
  await chat.box.waitFor();
  await chat.log
    .getByRole('button', { name: /^Show Images from/ })
    .first()
    .waitFor();
});
