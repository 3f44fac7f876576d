import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { test } from 'node:test';
import { message, type Said } from '../../support/samples/scenarioRuns.ts';
import {
  eventLine,
  scenarioFolder,
  startVerdictAgent,
  type Behaviour,
} from '../../support/servers/verdictAgent.ts';

const one = eventLine(message('Wait.'));
const error = `${JSON.stringify({ error: { code: 13, message: 'broken' } })}\n`;
const refused = `${JSON.stringify({ error: { code: 16, message: 'no key' } })}\n`;
/** As grpc-gateway of old writes it. */
const uncoded = `${JSON.stringify({ error: { grpc_code: 13, message: 'broken' } })}\n`;
const dear: Said = {
  recommendationEvent: { products: [{ productId: 'p-1', title: 'Boots', facets: { a: 'none' } }] },
};

const writes =
  (text: string, end: (response: ServerResponse) => void): Behaviour =>
  (response) =>
    response.write(text, () => end(response));
const ends = (response: ServerResponse) => void response.end();
const resets = (response: ServerResponse) => void response.socket?.resetAndDestroy();

const behaviours: Readonly<Record<string, Behaviour>> = {
  'cut a line': writes(`${one}${one.slice(0, 20)}`, ends),
  'tell an error': writes(`${one}${error}`, ends),
  'tell an error without a code': writes(`${one}${uncoded}`, ends),
  'tell an error and go on': writes(`${one}${error}${one}`, ends),
  'refuse the key late': writes(`${one}${refused}`, ends),
  'begin with an error': writes(error, ends),
  'be reset': writes(`${one}${one}`, resets),
  'have no price': [dear],
};

interface Row {
  readonly name: string;
  readonly say: string;
  readonly expect?: string;
  readonly code: 1 | 2;
  readonly told: RegExp;
}

const rows: readonly Row[] = [
  {
    name: 'a script that throws since nothing was shown is the agent’s failure',
    say: 'anything',
    expect: 'script: products[0].price < 100',
    code: 1,
    told: /script: products\[0\]\.price < 100\s+The response doesn't contain what the script needs: .*undefined/,
  },
  {
    name: 'a script that has nothing to add up is the agent’s failure',
    say: 'anything',
    expect: 'script: products.map((one) => one.price).reduce((a, b) => a + b) < 9',
    code: 1,
    told: /The response doesn't contain what the script needs: empty array/,
  },
  {
    name: 'a script that reads JSON which is none is the agent’s failure',
    say: 'anything',
    expect: 'script: JSON.parse(text).total < 9',
    code: 1,
    told: /The response doesn't contain what the script needs: .*token/,
  },
  {
    name: 'a script whose pattern is none cannot be judged',
    say: 'anything',
    expect: "script: new RegExp('(').test(text)",
    code: 2,
    told: /The script failed: /,
  },
  {
    name: 'a script that names what there never is cannot be judged',
    say: 'anything',
    expect: 'script: nothing.here',
    code: 2,
    told: /error: script: nothing\.here\s+The script failed: 'nothing' is not defined/,
  },
  {
    name: 'a script that calls what is no function cannot be judged',
    say: 'anything',
    expect: 'script: text.shout()',
    code: 2,
    told: /The script failed: not a function/,
  },
  {
    name: 'a JSONPath that leads to nothing is the agent’s failure',
    say: 'anything',
    expect: "jsonPath: { path: '$[*].recommendationEvent.products[0].price', max: 9 }",
    code: 1,
    told: /No value was found\./,
  },
  {
    name: 'a reference to what the answer lacks is the agent’s failure',
    say: 'anything',
    expect: "text: '{{products[0].title}}'",
    code: 1,
    told: /products\[0\]\.title isn't available at this point/,
  },
  {
    name: 'a reference to a value of another kind is the agent’s failure',
    say: 'have no price',
    expect: "products: { price: { max: '{{products[0].title}}' } }",
    code: 1,
    told: /products\.price\.max: /,
  },
  {
    name: 'an answer that ends in the middle of a line is the agent’s failure',
    say: 'cut a line',
    expect: 'text: Wait',
    code: 1,
    told: /the response is complete\s+.*Events received: 1\./,
  },
  {
    name: 'an error after events is the agent’s failure',
    say: 'tell an error',
    expect: 'text: Wait',
    code: 1,
    told: /the response is complete\s+.*"broken" \(code 13\)\. Events received: 1\./,
  },
  {
    name: 'an error after events is the agent’s failure, whether it has a code or not',
    say: 'tell an error without a code',
    expect: 'text: Wait',
    code: 1,
    told: /the response is complete\s+.*"broken"\. Events received: 1\./,
  },
  {
    name: 'an error in the middle of an answer is the agent’s failure',
    say: 'tell an error and go on',
    expect: 'text: Wait',
    code: 1,
    told: /the response has no errors\s+.*broken/,
  },
  {
    name: 'a key that is refused after events is no fault of the agent',
    say: 'refuse the key late',
    expect: 'text: Wait',
    code: 2,
    told: /error: The API key was .*\(code 16\)\. Events received: 1\./,
  },
  {
    name: 'an error before any event cannot be judged',
    say: 'begin with an error',
    expect: 'text: Wait',
    code: 2,
    told: /error: Connectly's server returned an error/,
  },
  {
    name: 'a connection that is reset cannot be judged, and it is told how much had come',
    say: 'be reset',
    expect: 'text: Wait',
    code: 2,
    told: /error: .*Events received: 2\./,
  },
];

for (const { name, say, expect = '', code, told } of rows) {
  test(name, async (t) => {
    const { env } = await startVerdictAgent(t, behaviours);
    const text = `name: T\nturns:\n  - say: ${say}\n    expect:\n      - ${expect}\n`;
    const { run } = await scenarioFolder(t, text);
    const ran = await run([], { env });
    assert.match(ran.stdout, told);
    assert.equal(ran.code, code, ran.stdout);
    const isBlamed = /aren't failures of the agent/.test(ran.stdout);
    assert.equal(isBlamed, code === 2);
  });
}
