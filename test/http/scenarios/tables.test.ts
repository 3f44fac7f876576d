import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { scenarioFolder, startVerdictAgent } from '../../support/servers/verdictAgent.ts';

const scenario = `name: Table
data: questions.csv
turns:
  - say: '{{ask}} {{size}}'
    expect: [{ text: 'You said: {{ask}} {{size}}' }]
`;

const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');

const tables: readonly (readonly [what: string, content: string | Buffer])[] = [
  ['commas', 'ask,size\nniño,42\n"more, ""please""",1.50\n'],
  [
    'semicolons and a byte order mark',
    '\ufeffask;size\r\nniño;42\r\n"more, ""please""";1.50\r\n;\r\n',
  ],
  ['tabs in UTF-16', utf16('ask\tsize\r\nniño\t42\r\nmore, "please"\t1.50\r\n'.replace(/"/g, ''))],
  [
    "Excel's line with the separator",
    'sep=;\r\nask;size\r\nniño;42\r\n"more, ""please""";1.50\r\n',
  ],
];

for (const [what, content] of tables) {
  test(`a table with ${what} gives a run for each row, with its line`, async (t) => {
    const agent = await startVerdictAgent(t);
    const { run, at } = await scenarioFolder(t, scenario);
    await writeFile(at('questions.csv'), content);
    const { code, stdout } = await run([], { env: agent.env });
    assert.equal(code, 0, stdout);
    const first = what.startsWith('Excel') ? 3 : 2;
    assert.match(stdout, new RegExp(`niño, size: 42 · questions\\.csv:${first}\\)`));
    assert.match(stdout, new RegExp(`size: 1\\.50 · questions\\.csv:${first + 1}\\)`));
    assert.match(stdout, /2 passed/);
  });
}

const wrong: readonly (readonly [
  what: string,
  content: string | Buffer | undefined,
  told: RegExp,
])[] = [
  ['no file', undefined, /shop\.sofia\.yaml:2:7 File not found/],
  ['an empty file', '', /questions\.csv:1:1 The table is empty/],
  ['only names', 'ask,size\n', /questions\.csv:1:1 The table is empty/],
  [
    'a row with a cell too many',
    'ask,size\n"a\nb",1\nc,1,2\n',
    /questions\.csv:4:1 This row doesn't have the same number of cells/,
  ],
  ['an open quote', 'ask,size\na,1\n"b,2\n', /questions\.csv:3:1 This quote isn't closed/],
  ['two columns of one name', 'ask,ask\na,1\n', /questions\.csv:1:1 Two columns/],
  ['a column without a name', 'ask,\na,1\n', /questions\.csv:1:1 A column has no name/],
  [
    'Latin-1',
    Buffer.from('ask,size\nniño,1\n', 'latin1'),
    /questions\.csv:2:1 .*isn't UTF-8.*0xF1/,
  ],
  ['a column that is missing', 'ask\na\n', /shop\.sofia\.yaml:4:10 Unknown variable "size"/],
  [
    'a cell that names nothing',
    'ask,size\na,1\n{{no}},2\n',
    /questions\.csv:3:1 Unknown variable "no"/,
  ],
  [
    'very many rows',
    `ask,size\n${'a,1\n'.repeat(10_001)}`,
    /10002:1 The table has more than 10000 rows/,
  ],
];

for (const [what, content, told] of wrong) {
  test(`a table with ${what} is told at its line, and nothing is sent`, async (t) => {
    const agent = await startVerdictAgent(t);
    const { run, at } = await scenarioFolder(t, scenario);
    if (content !== undefined) await writeFile(at('questions.csv'), content);
    const { code, stdout } = await run([], { env: agent.env });
    assert.equal(code, 2, stdout);
    assert.match(stdout, told);
    assert.deepEqual(agent.requests, []);
  });
}
