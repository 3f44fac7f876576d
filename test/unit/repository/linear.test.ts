import { test } from 'node:test';
import { normalizeBaseUrl } from '../../../src/agentGraph/http/baseUrl.ts';
import { PasteFindings } from '../../../src/agents/paste/choice/pasteFindings.ts';
import { addName } from '../../../src/agents/paste/fields/names.ts';
import { judgeValue, originOf } from '../../../src/agents/paste/fields/values.ts';
import { readPaste } from '../../../src/agents/pastedAgent.ts';
import { productPrices } from '../../../src/scenarios/checks/products/productPrices.ts';
import { priceMentions } from '../../../src/scenarios/checks/products/priceMentions.ts';
import { sameText } from '../../../src/scenarios/compare/wordDiff.ts';
import { recordingNameOf } from '../../../src/scenarios/create/fileName.ts';
import { budgetIn } from '../../../src/scenarios/create/proposeExpectations.ts';
import { yamlPlace } from '../../../src/scenarios/editor/yamlPlace.ts';
import { parseScenarios } from '../../../src/scenarios/file/parseScenarios.ts';
import { parsePassRate } from '../../../src/scenarios/file/passRate.ts';
import { referencesOf, writeTexts } from '../../../src/scenarios/file/templates.ts';
import { containsText, parsePattern } from '../../../src/scenarios/file/textPattern.ts';
import { rowRecording } from '../../../src/scenarios/run/recordingPath.ts';
import { describeFailure } from '../../../src/shared/failure/describeFailure.ts';
import { isTooMuch } from '../../../src/shared/markup/isTooMuch.ts';
import { markupOf } from '../../../src/shared/markup/markupOf.ts';
import {
  shortLine,
  visibleJson,
  visibleLine,
  visibleText,
} from '../../../src/shared/visibleText.ts';
import { typedFault } from '../../../src/simulator/answers/runCommand.ts';
import { matchRule } from '../../../src/simulator/dialogue.ts';
import { readWishes } from '../../../src/simulator/words/wishes.ts';
import { fileWords } from '../../../src/transcript/transcriptName.ts';
import { inLine } from '../../../src/transcript/transcriptMarkdown.ts';
import { announcementsBetween } from '../../../webview/chat/announcementsBetween.ts';
import { completionsAt } from '../../../webview/chat/composer/eventCompletion.ts';
import { jsonProblem } from '../../../webview/chat/composer/jsonProblem.ts';
import { chat, says, turn } from '../../support/pages/chatStates.ts';
import { hostilePastes } from '../../support/samples/hostilePastes.ts';
import { assertLinear } from '../../support/growth.ts';

/** What reads a text that somebody else wrote, and pieces of which hostile texts are made. */
type Row = readonly [name: string, read: (text: string) => unknown, ...hostile: Hostile[]];
type Hostile = readonly [start: string, repeated: string, end: string];

/** Each anchor and its alias with a name of their own. */
const numbered = (text: string) => {
  let number = 0;
  return text.replace(/&a 1, \*a/g, () => `&a${(number += 1)} 1, *a${number}`);
};

const spoken = (text: string) => {
  const state = { ...chat(), announcements: 'messages' } as const;
  const said = { ...state, turns: [turn(1, 'hi', { items: [says(text)] })] };
  return announcementsBetween(state, said);
};

const rows: readonly Row[] = [
  ['references', referencesOf, ['{{', ' ', ''], ['', '{{ a', ''], ['{{', ' a', '']],
  [
    'written references',
    (text) => writeTexts(text, new Map([['a', 1]])),
    ['{{', ' ', ''],
    ['', '{{ ', ''],
  ],
  [
    'scenario file',
    (text) => parseScenarios('a', `name: A\nturns: [{ say: "${text}" }]`),
    ['{{', ' ', ''],
    ['{{a', ' ', '{{'],
  ],
  [
    'aliases of a scenario file',
    (text) => parseScenarios('a', `name: A\nz: [${numbered(text)}]`),
    ['', '&a 1, *a, ', ''],
  ],
  [
    'prices',
    priceMentions,
    ['$', '1,111', ''],
    ['', "1'111", ' €'],
    ['', 'A$', '1'],
    ['', '1 ', ''],
  ],
  ['prices of products', productPrices, ['', '$1 ', ''], ['', 'from $1 to ', ''], ['', ' ', '$1']],
  ['base URL', normalizeBaseUrl, ['https://a', '/', 'b'], ['https://a/', '%2F', '']],
  ['paste', readPaste, ['business id', '\t ', '|'], ['', '<a   ', ''], ['', 'api_key="', '']],
  ...hostilePastes.map(([name, ...hostile]): Row => [`paste, ${name}`, readPaste, ...hostile]),
  [
    'pasted value',
    (text) => judgeValue('apiKey', text, 'guessed'),
    ['', '-', 'a'],
    ['a', '.', 'a'],
  ],
  ['pasted name', (text) => addName(text, new PasteFindings()), ['', '1', ' '], ['', '1 ', '']],
  ['pasted address', originOf, ['a', '/a', '\n']],
  ['file name', (text) => fileWords(text, 'x'), ['a', '-', 'a'], ['', '- ', '']],
  ['recording name', recordingNameOf, ['', '.sofia', ''], ['', '.yam', '']],
  ['recording of a row', (text) => rowRecording(text, 1), ['', '.recording', '/'], ['.', 'a', '/']],
  ['Markdown line', inLine, ['', ' ', 'a'], ['', '`', '']],
  ['summary of a line', (text) => shortLine(text, 120), ['', ' ', '\u0001'], ['', 'a ', '\u0001']],
  ['compared text', sameText, ['', 'http://localhost', ''], ['http://localhost:', '1', '']],
  ['budget', budgetIn, ['under 1', '.', 'a'], ['max', ' ', 'a'], ['', 'max ', '']],
  ['pass rate', parsePassRate, ['', '1', 'x'], ['1', ' ', 'x'], ['1.', '1', 'x']],
  [
    'word in a YAML file',
    (text) => yamlPlace(text, text.length),
    ['- ', 'a', ' '],
    ['"', ' ', '"'],
  ],
  ['text pattern', parsePattern, ['/', '/a', 'A'], ['', ' ', 'a'], ['/', 'a', '']],
  ['contained text', (text) => containsText(text, 'b'), ['', ' ', 'a']],
  ['one line', visibleLine, ['', ' ', 'a'], ['', '\r', 'a']],
  ['visible JSON', visibleJson, ['', '\u0085', ''], ['', '\u{1f3f4}', '']],
  ['visible text', visibleText, ['', '\u202e', ''], ['', '\r', 'a'], ['', '\u{1f3f4}', '']],
  [
    'failure',
    (detail) => describeFailure({ kind: 'server', status: 500, retryable: false, detail }),
    ['', '<a', ''],
    ['<a', ' ', ''],
  ],
  ['fault', typedFault, ['/fault', ' ', '\n'], ['/fault a', ' ', '\n']],
  ['greeting', matchRule, ['hello', ' ', 'a'], ['ola ', '-', 'a'], ['hola', '1', 'a']],
  ['wishes', readWishes, ['between', ' ', ''], ['entre 1', ' ', ''], ['under 1', '1', '%']],
  ['spoken message', spoken, ['', '[', ''], ['', '[](', ''], ['', '#', ' '], ['', '* ', '']],
  ['word at the caret', (text) => completionsAt(text, text.length), ['', 'a', '1']],
  ['JSON problem', jsonProblem, ['', '1', 'x'], ['"', '\\u0041', '\n'], ['', ' ', 'x']],
  ['too much Markdown', isTooMuch, ['\n', ' ', 'a'], ['', '\n ', 'a']],
  [
    'markup',
    markupOf,
    ['|', '-', 'a'],
    ['', ' --', 'a'],
    ['', '[', ''],
    ['`', 'a', ''],
    ['', '*a', ''],
    ['', '*a_', ''],
    ['', '*a *', ''],
    ['', '**', ''],
    ['', '_ ', ''],
    ['', '`', ''],
    ['', '~', ''],
    ['', '>', ''],
    ['', '|-', ''],
    ['', '\n', 'a'],
    ['', '\n ', 'a'],
  ],
];

for (const [name, read, ...hostile] of rows) {
  test(`the time that ${name} takes grows with the text, and no faster`, () => {
    for (const [start, repeated, end] of hostile) {
      const textOf = (length: number) =>
        start + repeated.repeat(Math.ceil(length / repeated.length)) + end;
      assertLinear(read, textOf, JSON.stringify([start, repeated, end]));
    }
  });
}
