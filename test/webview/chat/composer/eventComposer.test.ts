import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lastPosted } from '../../../support/pages/chatParts.ts';
import { chat } from '../../../support/pages/chatStates.ts';
import { sharedBench } from '../../../support/pages/sharedBench.ts';
import type { ChatPage } from '../../../support/pages/webviewPage.ts';

const bench = sharedBench();

const dialog = ({ page }: ChatPage) =>
  page.getByRole('dialog', { name: 'Send Another Kind of Event' });
const field = (opened: ChatPage, label: string) =>
  dialog(opened).getByLabel(label, { exact: true });
const press = (opened: ChatPage, name: string) =>
  dialog(opened).getByRole('button', { name, exact: true }).click();

async function openDialog(kind: string): Promise<ChatPage> {
  const opened = await bench.open();
  await opened.show(chat());
  await opened.page.getByRole('button', { name: 'Send Another Kind of Event' }).click();
  await field(opened, 'Event kind').selectOption(kind);
  return opened;
}

/** Kind, what is typed, and the event that is sent for it. */
const kinds: readonly [string, Readonly<Record<string, string>>, object][] = [
  [
    'Image',
    { 'URL (https://…)': 'https://media.example/shoe.png', 'Caption (optional)': 'Like this' },
    {
      messageEvent: {
        role: 'USER',
        content: { imageContent: { url: 'https://media.example/shoe.png', caption: 'Like this' } },
      },
    },
  ],
  [
    'Audio',
    { 'URL (https://…)': 'https://media.example/note.ogg' },
    {
      messageEvent: {
        role: 'USER',
        content: { audioContent: { url: 'https://media.example/note.ogg' } },
      },
    },
  ],
  [
    'Button response',
    { ID: 'btn-yes', Title: 'Yes' },
    { buttonResponseEvent: { id: 'btn-yes', title: 'Yes' } },
  ],
  [
    'List reply',
    { ID: 'row-2', Title: 'Trail', 'Description (optional)': 'Rough ground' },
    { listReplyEvent: { id: 'row-2', title: 'Trail', description: 'Rough ground' } },
  ],
  [
    'Store',
    { 'Store ID': '310', Name: 'Centro', 'City (optional)': 'Lima' },
    { storeEvent: { storeId: '310', name: 'Centro', city: 'Lima' } },
  ],
];

for (const [kind, values, event] of kinds) {
  test(`"${kind}" is sent from its form`, async () => {
    const opened = await openDialog(kind);
    for (const [label, value] of Object.entries(values)) await field(opened, label).fill(value);
    await press(opened, 'Send Event');
    assert.deepEqual(await lastPosted(opened), { type: 'sendEvents', events: [event] });
    assert.equal(await dialog(opened).count(), 0);
  });
}

test('what is wrong is said at its field, which gets the focus, and nothing is sent', async () => {
  const opened = await openDialog('Location');
  await field(opened, 'Latitude').fill('10');
  await field(opened, 'Longitude').fill('200');
  await press(opened, 'Send Event');
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  const longitude = field(opened, 'Longitude');
  assert.equal(await longitude.evaluate((node) => node === document.activeElement), true);
  assert.equal(await longitude.getAttribute('aria-invalid'), 'true');
  const problem = await longitude.evaluate((node) => node.getAttribute('aria-describedby'));
  const said = opened.page.locator(`#${problem ?? ''}`);
  assert.equal(await said.innerText(), 'It must be a number from -180 to 180.');
  await longitude.fill('20');
  assert.equal(await said.innerText(), '');
});

test('a text can be sent as the assistant’s, for context', async () => {
  const opened = await openDialog('Text');
  await field(opened, 'Text').fill('We talked about boots.');
  await dialog(opened).getByLabel('Send as assistant context').check();
  await press(opened, 'Send Event');
  const content = { textContent: { text: 'We talked about boots.' } };
  assert.deepEqual(await lastPosted(opened), {
    type: 'sendEvents',
    events: [{ messageEvent: { role: 'ASSISTANT', content } }],
  });
});

test('several events travel in one turn, and each can be taken out before', async () => {
  const opened = await openDialog('Button response');
  for (const id of ['one', 'two']) {
    await field(opened, 'ID').fill(id);
    await field(opened, 'Title').fill(id);
    await press(opened, 'Add Another Event');
  }
  await dialog(opened).getByRole('listitem').first().getByRole('button').click();
  await field(opened, 'Event kind').selectOption('Store');
  await field(opened, 'Store ID').fill('310');
  await field(opened, 'Name').fill('Centro');
  await press(opened, 'Send 2 Events');
  assert.deepEqual(await lastPosted(opened), {
    type: 'sendEvents',
    events: [
      { buttonResponseEvent: { id: 'two', title: 'two' } },
      { storeEvent: { storeId: '310', name: 'Centro' } },
    ],
  });
});

test('listed events can be sent while the form is empty', async () => {
  const opened = await openDialog('Text');
  await field(opened, 'Text').fill('One');
  await press(opened, 'Add Another Event');
  await press(opened, 'Send 2 Events');
  const posted = await lastPosted(opened);
  assert.equal(posted?.type === 'sendEvents' && posted.events.length, 1);
});

test('raw JSON says where it is wrong and is sent when it is right', async () => {
  const opened = await openDialog('Raw JSON');
  const raw = dialog(opened).getByRole('textbox', { name: 'Raw JSON' });
  await raw.fill('{\n  "storeEvent" {}\n}');
  await dialog(opened).getByText('Line 2, column 16: A colon is missing here.').waitFor();
  await raw.fill('{"storeEvent": {"storeId": "310"}}');
  await press(opened, 'Send Event');
  await dialog(opened).getByText('name: It must not be empty.').waitFor();
  const events = [
    { storeEvent: { storeId: '310', name: 'Centro' } },
    { buttonResponseEvent: { id: 'a', title: 'A' } },
  ];
  await raw.fill(JSON.stringify(events));
  await press(opened, 'Send Event');
  assert.deepEqual(await lastPosted(opened), { type: 'sendEvents', events });
});

test('names are offered while JSON is written', async () => {
  const opened = await openDialog('Raw JSON');
  const offers = dialog(opened).getByRole('group', { name: 'Insert' });
  assert.equal(await offers.getByRole('button').count(), 5);
  await offers.getByRole('button', { name: 'storeEvent' }).click();
  await opened.page.keyboard.type('310');
  const raw = dialog(opened).getByRole('textbox', { name: 'Raw JSON' });
  const text = await raw.inputValue();
  assert.deepEqual(JSON.parse(text), { storeEvent: { storeId: '310', name: '' } });
  await raw.fill('{"list');
  await offers.getByRole('button', { name: 'listReplyEvent' }).click();
  assert.equal(await raw.inputValue(), '{"listReplyEvent"');
});

test('Escape closes the dialog, keeps what was typed and does not stop an answer', async () => {
  const opened = await openDialog('Text');
  await opened.show(chat({ session: { status: 'responding' } }));
  await field(opened, 'Text').fill('Half');
  await opened.page.keyboard.press('Escape');
  assert.deepEqual(await opened.posted(), [{ type: 'ready' }]);
  const plus = opened.page.getByRole('button', { name: 'Send Another Kind of Event' });
  assert.equal(await plus.getAttribute('aria-expanded'), 'false');
  await plus.click();
  assert.equal(await field(opened, 'Text').inputValue(), 'Half');
});

test('without an agent no event can be composed', async () => {
  const opened = await bench.open();
  await opened.show(chat({ session: { status: 'noAgent' } }));
  const plus = opened.page.getByRole('button', { name: 'Send Another Kind of Event' });
  assert.equal(await plus.isDisabled(), true);
});
