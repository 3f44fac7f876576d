import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { validateXML } from 'xmllint-wasm';
import {
  createJunitReporter,
  xmlElement,
  xmlText,
} from '../../../../src/scenarios/reports/junitReporter.ts';
import {
  allCases,
  attempt,
  caseResult,
  check,
  failedCase,
  fileError,
  flakyCase,
  type TestRun,
  turnResult,
  writtenBy,
} from '../../../support/samples/runResults.ts';

/** The schema that most others come from, with the two attributes that it does not have. */
const schema = readFileSync(
  new URL('../../../fixtures/junit/junit-4.xsd', import.meta.url),
  'utf8',
).replace(
  /(<xs:element name="testcase">[^]*?)(<xs:attribute name="time")/,
  '$1<xs:attribute name="file" type="xs:string"/><xs:attribute name="line" type="xs:positiveInteger"/>$2',
);

async function validJunit(run: TestRun): Promise<string> {
  const xml = await writtenBy(createJunitReporter, run);
  const { errors, valid } = await validateXML({
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [schema],
  });
  assert.ok(valid, `${errors.map(({ message }) => message).join('\n')}\n${xml}`);
  return xml;
}

test('a run with every status is valid, and each status is what JUnit calls it', async () => {
  const xml = await validJunit({ results: allCases, fileErrors: [fileError] });
  const suites = [...xml.matchAll(/<testsuite name="([^"]+)" (tests=.*?) time/g)];
  assert.deepEqual(
    suites.map(([, name, counts]) => `${name} ${counts}`),
    [
      'scenarios/shop.sofia.yaml tests="3" failures="1" errors="1" skipped="0"',
      'scenarios/more.sofia.yaml tests="3" failures="0" errors="0" skipped="2"',
      'scenarios/broken.sofia.yaml tests="1" failures="0" errors="1" skipped="0"',
      'Evidence of the run tests="0" failures="0" errors="0" skipped="0"',
    ],
  );
  const outcome = (name: string) =>
    new RegExp(`<testcase name="${name}[^>]*>(?:<(\\w+))?`).exec(xml)?.[1];
  assert.equal(outcome('finds boots in winter'), 'failure');
  assert.equal(outcome('asks for a person'), 'error');
  assert.equal(outcome('says goodbye'), 'skipped');
  assert.equal(outcome('only says hello'), 'skipped');
  assert.match(xml, /<skipped>Nothing was evaluated. Use &quot;expect&quot;/);
  assert.equal(outcome('keeps to the budget'), 'system');
  assert.equal(outcome('line 4 can be read'), 'error');
  assert.match(xml, /Passed: 4 of 5; required: 4 of 5\./);
});

test('a file with errors and scenarios is one suite with both', async () => {
  const { file } = failedCase;
  const xml = await validJunit({ results: [failedCase], fileErrors: [{ ...fileError, file }] });
  assert.equal(xml.split('<testsuite ').length, 3);
  assert.match(xml, /tests="2" failures="1" errors="1"/);
});

test('a failure has its place and the conversation', async () => {
  const xml = await validJunit({ results: [failedCase] });
  assert.match(
    xml,
    /<failure type="expectation" message="Expected: text contains &quot;boots&quot;; got: The/,
  );
  assert.match(xml, />scenarios\/shop\.sofia\.yaml:12:9 text contains/);
  assert.match(
    xml,
    /<system-out>[^<]*Customer:\n {4}black boots\nSofia:\n {4}Here are two sandals\./,
  );
  assert.match(xml, /- Ridge Runner, \$89\.90/);
});

test('a run of nothing is valid', async () => {
  await validJunit({ results: [] });
  await validJunit({ results: [], fileErrors: [fileError] });
});

test('the totals stand at the top, and each test has its file and line', async () => {
  const xml = await validJunit({ results: allCases, fileErrors: [fileError] });
  assert.match(
    xml,
    /<testsuites name="Ask Sofia" tests="7" failures="1" errors="2" time="[\d.]+">/,
  );
  const places = [
    ...xml.matchAll(/<testcase name="[^"]*" classname="([^"]*)" file="([^"]*)" line="(\d+)"/g),
  ];
  assert.equal(places.length, 7);
  for (const [, classname, file] of places) assert.equal(file, classname);
  assert.match(xml, /file="scenarios\/broken\.sofia\.yaml" line="4"/);
});

test('a test that passed says nothing, apart from its share and its warnings', async () => {
  const xml = await validJunit({ results: [flakyCase, caseResult()] });
  assert.deepEqual(
    [...xml.matchAll(/<system-out>([^<]*)/g)].map(([, said = '']) => /Customer:|Sofia:/.test(said)),
    [false],
  );
});

const hostile: Readonly<Record<string, string>> = {
  'control characters': '\u0000\u0001\b\u000b\u001b[31m\u007f\u0085',
  'the end of a CDATA section': ']]><![CDATA[ --> <?x?>',
  'tags and entities': '</testcase></testsuite> &amp; &#x0; & " \' <failure/>',
  'emoji and other planes': '👟👨‍👩‍👧 𝒳',
  'half surrogate pairs': '\ud83d and \udc4d turned \udc4d\ud83d',
  'what XML cannot hold': '\ufffe\uffff\u{1fffe}\u{10ffff}',
  'every kind of line break': 'a\r\nb\rc\nd\u2028e\te',
  'marks that turn the text around': '\u202eabc\u2066\ufeff',
  'nothing at all': '',
  'a very long text': 'boots '.repeat(20_000),
};

const withText = (text: string): TestRun => ({
  results: (['failed', 'errored', 'flaky', 'skipped', 'passed'] as const).map((status, index) =>
    caseResult({
      index,
      file: text,
      name: text,
      agent: text,
      rowTitle: text,
      status,
      attempts: [
        attempt({
          status: status === 'flaky' ? 'failed' : status,
          turns: [
            turnResult(text, text, {
              products: [{ title: text, price: 1, currency: text, facets: {} }],
              checks: [
                check({
                  status: status === 'errored' ? 'errored' : 'failed',
                  title: text,
                  message: text,
                  expected: text,
                  actual: `${text}\n${text}`,
                  because: text,
                }),
              ],
            }),
          ],
          problem: { at: { line: 1, column: 1 }, message: text },
        }),
      ],
    }),
  ),
  fileErrors: [{ file: text, at: { line: 1, column: 1 }, message: text }],
});

for (const [name, text] of Object.entries(hostile)) {
  test(`the report stays valid with ${name} in every text`, async () => {
    await validJunit(withText(text));
  });
}

test('any text can be an attribute and a text', async () => {
  const texts = fc.sample(fc.string({ unit: 'binary' }), { numRuns: 300, seed: 6 });
  const inner = texts.map((text) => xmlElement('t', { a: text }, xmlText(text))).join('');
  const { valid, rawOutput } = await validateXML({
    xml: xmlElement('all', {}, inner),
    normalization: 'c14n',
  });
  assert.ok(valid, rawOutput);
});
