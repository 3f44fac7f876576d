import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';

const folder = join(import.meta.dirname, '../../fixtures/scenarios/broken');
// Not `*.sofia.yaml`: `ask-sofia test` finds those, and what the README lets a newcomer run has to pass.
const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

/** The last line of each file says where the mistake is, and what the tester is told. */
function expectedOf(text: string): string {
  const last = text.trimEnd().split('\n').at(-1) ?? '';
  return last.replace(/^# expected /, '');
}

test('there are at least sixty broken files', () => {
  assert.ok(names.length >= 60, `${names.length}`);
});

for (const name of names) {
  test(`${name}: one message, at the line and column of the mistake`, () => {
    const text = readFileSync(join(folder, name), 'utf8');
    const { problems } = parseScenarios(name, text);
    const found = problems.map(
      ({ at: { start }, message }) => `${start.line}:${start.column} ${message}`,
    );
    assert.deepEqual(found, [expectedOf(text)]);
  });
}
