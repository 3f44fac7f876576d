import assert from 'node:assert/strict';
import { test } from 'node:test';
import { boldPieces } from '../../../../src/shared/markup/boldPieces.ts';

/** The pieces, the bold ones in angle brackets. */
const shown = (text: string) =>
  boldPieces(text)
    .map((piece) => (piece.isBold ? `<${piece.text}>` : piece.text))
    .join('|');

const cases: readonly (readonly [text: string, pieces: string])[] = [
  ['', ''],
  ['plain', 'plain'],
  ['**Velquo Stride 2** in our stores:', '<Velquo Stride 2>| in our stores:'],
  ['Take **this** or **that**.', 'Take |<this>| or |<that>|.'],
  ['*Bold* in WhatsApp', '<Bold>| in WhatsApp'],
  ['2 * 3 * 4', '2 * 3 * 4'],
  ['**never closed', '**never closed'],
  ['**over\ntwo lines**', '**over\ntwo lines**'],
  ['* one\n* two', '* one\n* two'],
];
for (const [text, pieces] of cases) {
  test(`the bold text of ${JSON.stringify(text)}`, () => assert.equal(shown(text), pieces));
}

test('each piece knows where it begins in the text', () => {
  assert.deepEqual(
    boldPieces('a **b** c').map(({ start }) => start),
    [0, 4, 7],
  );
});
