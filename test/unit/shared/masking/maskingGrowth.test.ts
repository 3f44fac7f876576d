import { test } from 'node:test';
import { hideSecrets, plainDetail, redact } from '../../../../src/agentGraph/redact.ts';
import { Redaction } from '../../../../src/recordings/redaction.ts';
import { maskJsonText } from '../../../../src/shared/masking/maskJson.ts';
import { assertLinear } from '../../../support/growth.ts';

const key = 'not-a-real-key-0123';
const share = (text: string) => new Redaction({}, 'cust').text(text);
const fill = (piece: string) => (length: number) => piece.repeat(length / piece.length);

/** What an agent can answer, each as long as it wants. */
const pieces: Readonly<Record<string, (length: number) => string>> = {
  'JWTs without an end': fill('eyJ-'),
  letters: fill('a'),
  digits: fill('1'),
  spaces: (length) => `bearer${' '.repeat(length)}`,
  'names of keys': fill('api key: '),
  'at signs': fill('a@a'),
  'hosts without an end': (length) => `a@${'a.'.repeat(length / 2)}!`,
  'encoded at signs': fill('a%40a'),
  'tags without an end': fill('<a'),
  'beginnings of the key': fill('not-a-re'),
  'the key': fill(key),
  'percent signs': (length) => `${fill('%25')(length)}41`,
  backslashes: fill('\\'),
  'quotes in JSON': (length) => JSON.stringify(fill('"\\')(length)),
  'brackets and quotes': fill('["'),
  'quotes and brackets': fill('"{"'),
  ampersands: fill('&#x0'),
  'zeros of an entity': (length) => `&#x${'0'.repeat(length)}`,
  'zeros of an escape': (length) => `\\u{${'0'.repeat(length)}`,
  quotes: fill("'"),
  'quotes of both kinds': fill(`'"`),
  'soft hyphens': fill('\u00ad'),
  'the key with soft hyphens': fill([...key].join('\u00ad')),
  'zeros of Python': (length) => `\\U${'0'.repeat(length)}`,
  'entities without an end': fill('&#49'),
  numbers: (length) => `{"a":[${fill('01234567')(length)}`,
  markers: fill('[hidden]'),
  'halves of markers': fill('[hidde'),
};
const judges: Readonly<Record<string, (text: string) => unknown>> = {
  hideSecrets: (text) => hideSecrets(text, [key]),
  redact: (text) => redact(text, [key]),
  plainDetail: (text) => plainDetail(text, [key]),
  maskJsonText: (text) => maskJsonText(`{"a":"${key}","b":${text}`, [key]),
  Redaction: share,
};

for (const [judge, run] of Object.entries(judges)) {
  test(`${judge} takes time in proportion to the text, whatever stands in it`, () => {
    for (const [name, text] of Object.entries(pieces)) assertLinear(run, text, name);
  });
}
