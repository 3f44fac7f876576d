import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { chosenInput } from '../../../src/conversation/chosenInput.ts';
import type { Conversation } from '../../../src/conversation/conversation.ts';
import type { ConversationRecord } from '../../../src/conversation/storage/conversationRecord.ts';
import { actionOf } from '../../../src/scenarios/create/actionOf.ts';
import { recordingOfTurns, recordingText } from '../../../src/scenarios/create/recordingText.ts';
import {
  answeredTurns,
  scenarioOfChosen,
  draftScenario,
} from '../../../src/scenarios/create/scenarioDraft.ts';
import { scenarioText } from '../../../src/scenarios/create/scenarioText.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { FileServices, readExchanges } from '../../../src/scenarios/run/fileServices.ts';
import { planCases } from '../../../src/scenarios/run/plan.ts';
import { openRecordedSession } from '../../../src/scenarios/run/openRecordedSession.ts';
import type { CaseResult } from '../../../src/scenarios/run/results.ts';
import { runCases } from '../../../src/scenarios/run/runCases.ts';
import type { InputEvent, Turn } from '../../../src/shared/model.ts';
import { say, talkingConversation } from '../../support/servers/talkingConversation.ts';
import { tempFolder } from '../../support/tempFolder.ts';

// A conversation that was held becomes a scenario that passes as it is.

/** Writes the turns as a scenario with its recording, and runs it against that recording. */
async function saveAndRun(
  t: TestContext,
  record: ConversationRecord,
  turns: readonly Turn[],
  which: 'chosen' | 'all',
) {
  const folder = await tempFolder(t);
  const path = join(folder, 'talk.sofia.yaml');
  const recording = join(folder, 'talk.recording.ndjson');
  const draft = draftScenario(record, turns, 'talk.recording.ndjson');
  const proposals = [...draft.turns.flatMap((turn) => turn.proposals), ...draft.proposals];
  const wanted = proposals.filter(({ isChosen }) => isChosen || which === 'all');
  const text = scenarioText(scenarioOfChosen(draft, new Set(wanted.map(({ key }) => key))));
  const { header, entries } = recordingOfTurns(record, turns, '1.2.3');
  await writeFile(path, text);
  await writeFile(recording, recordingText(header, entries));
  return { text, recording, ...(await run(t, path, text, recording)) };
}

async function run(t: TestContext, path: string, text: string, recording: string) {
  const file = parseScenarios(path, text);
  assert.deepEqual(file.problems, [], text);
  const services = new FileServices();
  t.after(() => services.dispose());
  const results: CaseResult[] = [];
  await runCases({
    cases: planCases([file]),
    open: async () => {
      const { exchanges } = await readExchanges(recording);
      return { type: 'done', value: openRecordedSession(exchanges, recording) };
    },
    servicesOf: (name) => services.of(name),
    concurrency: 1,
    signal: new AbortController().signal,
    caseEnded: (result) => void results.push(result),
  });
  const [result] = results;
  assert.ok(result);
  const [attempt] = result.attempts;
  const checks = [
    ...(attempt?.turns.flatMap((turn) => turn.checks) ?? []),
    ...(attempt?.checks ?? []),
  ];
  const unmet = checks.filter(({ status }) => status !== 'passed');
  return { status: result.status, problem: attempt?.problem, checks, unmet };
}

/** Presses the first button of the last answer that has one, or chooses the first row. */
async function press(conversation: Conversation): Promise<void> {
  for (const { id: turnId, items } of conversation.state.turns.toReversed()) {
    const item = items.findIndex((one) => one.type === 'event' && one.event.type === 'interactive');
    if (item < 0) continue;
    const place = { turnId, item, message: 0 };
    const button = chosenInput(conversation.state, { type: 'pressButton', ...place, button: 0 });
    const row = chosenInput(conversation.state, {
      type: 'chooseRow',
      ...place,
      section: 0,
      row: 0,
    });
    const input = button.type === 'done' ? button : row;
    assert(input.type === 'done');
    await conversation.send([input.value]);
    return;
  }
  assert.fail('nothing can be pressed');
}

function recordOf(conversation: Conversation): ConversationRecord {
  const record = conversation.record();
  assert.ok(record);
  return record;
}

const form: InputEvent = { filledFormResponseEvent: { formData: { size: '42', note: '{{x}}' } } };

test('a conversation of every kind of turn passes unedited against its recording', async (t) => {
  const { conversation, agent } = await talkingConversation(t, { greeting: 'Hi, I am Sofia' });
  for (const text of [
    'running shoes under $100',
    'Is {{it}} "cheaper": yes?\n- no',
    '/demo buttons',
  ])
    await conversation.send(say(text));
  await conversation.send([form]);
  await conversation.send([...say('and'), ...say('one more')]);
  await conversation.send(say('I want to talk to a person'));
  const record = recordOf(conversation);
  const turns = answeredTurns(record);
  assert.equal(turns.length, 6);
  assert.deepEqual(actionOf(turns[0] ?? assert.fail(), [], agent), {
    say: 'running shoes under $100',
  });
  for (const which of ['chosen', 'all'] as const) {
    const saved = await saveAndRun(t, record, turns, which);
    assert.deepEqual(
      [saved.status, saved.problem, saved.unmet],
      ['passed', undefined, []],
      saved.text,
    );
    assert.ok(saved.checks.length >= (which === 'all' ? 60 : 25), `${saved.checks.length} checks`);
  }
});

test('buttons and rows are pressed again by their names', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('running shoes under $100'));
  for (const text of ['I take the first one', 'What categories do you have?']) {
    await conversation.send(say(text));
    await press(conversation);
  }
  const record = recordOf(conversation);
  const saved = await saveAndRun(t, record, answeredTurns(record), 'all');
  assert.match(saved.text, /\n {2}- press: /);
  assert.match(saved.text, /\n {2}- choose: /);
  assert.deepEqual(
    [saved.status, saved.problem, saved.unmet],
    ['passed', undefined, []],
    saved.text,
  );
});

test('a part of a conversation is a scenario too, and so is one of which nothing was recorded', async (t) => {
  const { conversation } = await talkingConversation(t);
  for (const text of ['hello', 'running shoes', 'Is there anything cheaper?'])
    await conversation.send(say(text));
  const record = recordOf(conversation);
  const [first, , third] = answeredTurns(record);
  assert.ok(first && third);
  const part = await saveAndRun(t, record, [first, third], 'all');
  assert.deepEqual([part.status, part.problem, part.unmet], ['passed', undefined, []], part.text);
  assert.doesNotMatch(part.text, /say: running shoes/);
  const kept = await saveAndRun(t, { ...record, entries: [] }, answeredTurns(record), 'all');
  assert.deepEqual([kept.status, kept.problem, kept.unmet], ['passed', undefined, []], kept.text);
});

test('a branch that left another one has its own answers', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('running shoes under $100'));
  await conversation.send(say('boots'));
  const second = conversation.state.turns[1]?.id ?? 0;
  await conversation.branch(second, say('Is there anything cheaper?'));
  const record = recordOf(conversation);
  const saved = await saveAndRun(t, record, answeredTurns(record), 'all');
  assert.deepEqual(
    [saved.status, saved.problem, saved.unmet],
    ['passed', undefined, []],
    saved.text,
  );
  assert.doesNotMatch(saved.text, /say: boots/);
});

test('a price above the budget in the recording fails at the line of the price', async (t) => {
  const { conversation } = await talkingConversation(t);
  await conversation.send(say('running shoes under $100'));
  const record = recordOf(conversation);
  const saved = await saveAndRun(t, record, answeredTurns(record), 'chosen');
  const { header, entries } = recordingOfTurns(record, answeredTurns(record), '1.2.3');
  const dearer = recordingText(header, entries).replace(/\\"price\\":[\d.]+/, '\\"price\\":120');
  await writeFile(saved.recording, dearer);
  const path = saved.recording.replace('recording.ndjson', 'sofia.yaml');
  const { status, unmet } = await run(t, path, saved.text, saved.recording);
  const line = saved.text.split('\n').findIndex((one) => one.includes('price: { max: 100 }')) + 1;
  assert.equal(status, 'failed');
  assert.deepEqual(
    unmet.map(({ at }) => at.line),
    [line],
  );
});
