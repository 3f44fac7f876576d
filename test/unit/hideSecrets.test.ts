import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { hideSecrets } from '../../src/agentGraph/redact.ts';

const pattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** What is promised, without a look beforehand whether there is anything to hide. */
function hideSlowly(text: string, secrets: readonly string[]): string {
  let safe = text;
  for (const secret of secrets) {
    if (secret === '') continue;
    const inUrl = encodeURIComponent(secret.replace(/\p{Surrogate}/gu, ''));
    for (const form of new Set([secret, JSON.stringify(secret).slice(1, -1), inUrl])) {
      const cut = `|${pattern(form.slice(0, 8))}[^\\s"',;<>]*`;
      const source = pattern(form) + (form.length < 16 ? '' : cut);
      safe = safe.replace(new RegExp(source, 'gi'), '[hidden]');
    }
  }
  return safe;
}

const letters = fc.constantFrom(...'aAbBkKsSiIgG1-/+"\\ %ßſKİıéÉ👟\n');
// None of the letters of what stands in the place of a secret, in which nothing is to be found.
const secretLetters = fc.constantFrom(...'aAbBkKsSgG1-/+"\\ %ßſKéÉ👟');
const secret = fc.string({ unit: secretLetters, minLength: 1, maxLength: 20 });
const change = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.slice(0, 10),
  encodeURIComponent,
  (text) => JSON.stringify(text),
);

test('nothing is left of a secret that a search for each of its forms would have found', () => {
  fc.assert(
    fc.property(
      fc.array(secret, { maxLength: 3 }),
      fc.array(fc.tuple(fc.string({ unit: letters }), change, fc.nat(2)), { maxLength: 6 }),
      (secrets, parts) => {
        const text = parts.map(([before, as, index]) => before + as(secrets[index] ?? '')).join('');
        assert.equal(hideSecrets(text, secrets), hideSlowly(text, secrets));
      },
    ),
    { numRuns: 3000 },
  );
});
