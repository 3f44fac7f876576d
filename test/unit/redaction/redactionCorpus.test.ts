import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measureRedaction, shareOf } from '../../support/measureRedaction.ts';
import { seededDetails } from '../../support/redactionCorpus.ts';
import { seededInnocents } from '../../support/redactionInnocents.ts';

test('of 300 details 97 % are replaced, of 300 innocent texts 99 % stay', () => {
  assert.equal(seededDetails().length, 300);
  assert.equal(seededInnocents().length, 300);
  for (const { text, detail } of seededDetails()) assert.ok(text.includes(detail), text);
  const { details, innocents } = measureRedaction();
  const wrong = [...details.values(), ...innocents.values()].flatMap((one) => one.wrong);
  assert.ok(shareOf(details) >= 0.97, wrong.join('\n'));
  assert.ok(shareOf(innocents) >= 0.99, wrong.join('\n'));
});
