import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkInputEvent } from '../../../../src/agentGraph/wire/requests.ts';
import { eventProblem, formProblems } from '../../../../webview/chat/composer/eventCheck.ts';
import {
  completionsAt,
  insertCompletion,
} from '../../../../webview/chat/composer/eventCompletion.ts';
import {
  buildEvent,
  type EventForm,
  eventForms,
} from '../../../../webview/chat/composer/eventForms.ts';
import { jsonProblem } from '../../../../webview/chat/composer/jsonProblem.ts';
import { everyInput } from '../../../support/pages/chatStatesCards.ts';

/** Texts that are likely to be right for one of the fields, and any others. */
const typed = fc.oneof(
  fc.string(),
  fc.constantFrom('', ' ', '12.5', '-91', '180', '1e3', 'https://shop.example/a.png', 'ftp://x'),
);

const formOf = (label: string): EventForm => {
  const form = eventForms.find((candidate) => candidate.label === label);
  assert.ok(form, label);
  return form;
};

const isAccepted = (event: unknown): boolean => checkInputEvent(event).type === 'done';

for (const form of eventForms) {
  const values = fc.record(Object.fromEntries(form.fields.map(({ name }) => [name, typed])));

  test(`the form "${form.label}" refuses exactly what the host refuses`, () => {
    fc.assert(
      fc.property(values, fc.constantFrom('USER' as const, 'ASSISTANT' as const), (typed, role) => {
        const isFit = formProblems(form, typed).length === 0;
        assert.equal(isFit, isAccepted(buildEvent(form, typed, role)));
      }),
    );
  });
}

test('the forms make what the API’s examples have', () => {
  const place = { latitude: '-12,0464', longitude: ' -77.0428', name: 'Lima' };
  assert.deepEqual(buildEvent(formOf('Location'), place), {
    messageEvent: {
      role: 'USER',
      content: { locationContent: { latitude: -12.0464, longitude: -77.0428, name: 'Lima' } },
    },
  });
  assert.deepEqual(
    buildEvent(formOf('Completed form'), { formData: 'name: Ana\n\nsize:42\nodd' }),
    {
      filledFormResponseEvent: { formData: { name: 'Ana', size: '42', odd: '' } },
    },
  );
  assert.deepEqual(buildEvent(formOf('Text'), { text: 'Hi' }, 'ASSISTANT'), {
    messageEvent: { role: 'ASSISTANT', content: { textContent: { text: 'Hi' } } },
  });
});

/** An event of the right shape with one value replaced by anything. */
const damaged = fc
  .tuple(fc.constantFrom(...everyInput), fc.nat(), fc.jsonValue())
  .map(([event, place, value]) => {
    const copy = structuredClone(event) as unknown;
    const slots = slotsOf(copy);
    const slot = slots[place % slots.length];
    if (slot) slot.holder[slot.key] = value;
    return copy;
  });

type Holder = Record<string, unknown>;

function slotsOf(value: unknown): readonly { readonly holder: Holder; readonly key: string }[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...slotsOf(holder[key])]);
}

test('an event written as JSON is refused exactly where the host refuses it', () => {
  for (const event of everyInput) assert.equal(eventProblem(event), undefined);
  fc.assert(
    fc.property(fc.oneof(damaged, fc.jsonValue()), (event) => {
      assert.equal(eventProblem(event) === undefined, isAccepted(event), JSON.stringify(event));
    }),
    { numRuns: 500 },
  );
});

test('a text is found wrong exactly when it is not JSON', () => {
  const isJson = (text: string): boolean => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const cut = fc
    .tuple(fc.json(), fc.nat(), fc.string({ maxLength: 2 }))
    .map(([text, at, other]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + other + text.slice(place + 1);
    });
  fc.assert(
    fc.property(fc.oneof(fc.json(), cut, fc.string()), (text) => {
      assert.equal(jsonProblem(text) === undefined, isJson(text), text);
    }),
    { numRuns: 2000 },
  );
});

test('the place of a mistake is its line and column', () => {
  assert.deepEqual(jsonProblem('{\n  "a": 1\n  "b": 2\n}'), {
    line: 3,
    column: 3,
    problem: 'A comma or } is missing here.',
  });
  assert.deepEqual(jsonProblem('{"a" 1}'), {
    line: 1,
    column: 6,
    problem: 'A colon is missing here.',
  });
  assert.equal(jsonProblem('[1, ]')?.problem, 'A value is missing here.');
  assert.equal(jsonProblem('{a: 1}')?.problem, 'A property name in double quotes is missing here.');
  assert.equal(jsonProblem('{} x')?.problem, 'Unexpected content after the JSON value.');
  assert.equal(jsonProblem('['.repeat(10_000))?.problem, 'This is nested too deeply.');
});

test('names are completed at the caret, with the quote that is missing', () => {
  assert.equal(completionsAt('', 0).length, 5);
  assert.deepEqual(completionsAt('{"store', 7), ['storeEvent', 'storeId']);
  assert.deepEqual(completionsAt('{"storeEvent": {', 16), []);
  assert.deepEqual(insertCompletion('{"sto: {}', 5, 'storeEvent'), {
    text: '{"storeEvent": {}',
    caret: 13,
  });
  assert.deepEqual(insertCompletion('{"sto": {}}', 5, 'storeEvent').text, '{"storeEvent": {}}');
});

test('an empty text is filled with a whole event to go on with', () => {
  for (const key of completionsAt('', 0)) {
    const { text, caret } = insertCompletion('', 0, key);
    assert.ok(key in (JSON.parse(text) as object));
    assert.ok(caret >= 0);
  }
});
