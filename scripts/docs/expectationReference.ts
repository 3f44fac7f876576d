import schema from '../../media/scenario.schema.json' with { type: 'json' };
import { decodeElement } from '../../src/agentGraph/wire/decodeElement.ts';
import { type Answer, answerParts } from '../../src/scenarios/answer.ts';
import { judge } from '../../src/scenarios/checks/judge.ts';
import { parseScenarios } from '../../src/scenarios/file/parseScenarios.ts';
import type { ExpectationKind } from '../../src/scenarios/file/scenario.ts';
import { Judgements } from '../../src/scenarios/judgement/judgements.ts';
import { reachLink } from '../../src/scenarios/run/reachLink.ts';
import {
  type ExpectationExample,
  expectationExamples,
  shopResponse,
} from './expectationExamples.ts';
import { markdownTable, plainMarkdown } from './markdownTable.ts';

type Fields = Readonly<Record<string, Described | undefined>>;

interface Described {
  readonly description?: string | undefined;
  readonly properties?: Fields | undefined;
  readonly anyOf?: readonly Described[] | undefined;
}

const fields = schema.definitions.expectation.properties as Fields;

/** Every expectation: what it takes, an example, and how its failure reads when the engine judges it. */
export async function expectationReference(): Promise<string> {
  const judgements = new Judgements();
  try {
    const parts: string[] = [];
    for (const [kind, example] of Object.entries(expectationExamples))
      parts.push(await section(kind as ExpectationKind, example, judgements));
    return parts.join('\n\n');
  } finally {
    await judgements.dispose();
  }
}

async function section(
  kind: ExpectationKind,
  example: ExpectationExample,
  judgements: Judgements,
): Promise<string> {
  const field = fields[kind] ?? {};
  const takes = Object.entries(propertiesOf(field)).map(([name, value]) => [
    `\`${name}\``,
    plainMarkdown(value?.description ?? ''),
  ]);
  return [
    `## \`${kind}\``,
    plainMarkdown(field.description ?? ''),
    ...(takes.length > 0 ? [markdownTable(['Field', 'What it takes'], takes)] : []),
    `\`\`\`yaml\n- ${example.yaml}\n\`\`\``,
    `\`\`\`text\n${await failureText(kind, example, judgements)}\n\`\`\``,
  ].join('\n\n');
}

function propertiesOf(field: Described): Fields {
  return field.properties ?? field.anyOf?.find(({ properties }) => properties)?.properties ?? {};
}

/** The failure as a report has it. Throws when the example passes: it would explain nothing. */
async function failureText(
  kind: string,
  { yaml, response = shopResponse, before, recorded = [] }: ExpectationExample,
  judgements: Judgements,
): Promise<string> {
  const text = `name: A\nturns:\n  - say: Hi\n    expect:\n      - ${yaml.replaceAll('\n', '\n      ')}\n`;
  const { scenarios, problems } = parseScenarios('a.sofia.yaml', text);
  const expectations = scenarios[0]?.turns[0]?.expect ?? [];
  const answer = answerOf(response);
  const answers = before ? [answerOf(before), answer] : [answer];
  const subject = { answer, answers, turns: [], isWhole: false, variables: {}, secrets: [] };
  const results = await judge(
    expectations,
    { ...subject, agentUrl: 'http://127.0.0.1:9' },
    {},
    {
      judgements,
      readJson: () => Promise.reject(new Error('The examples read no file.')),
      readAnswers: () => Promise.resolve([answerOf(recorded)]),
      reachLink: (link, agent) => reachLink(link, agent, new AbortController().signal),
    },
  );
  const failed = results.filter(({ status }) => status === 'failed');
  if (failed.length === 0)
    throw new Error(`The example of ${kind} does not fail: ${JSON.stringify([problems, results])}`);
  return failed.map(({ title, message = '' }) => `✗ ${title}\n  ${message}`).join('\n');
}

/** An element that is a text is the JSON itself. */
function answerOf(elements: readonly unknown[]): Answer {
  const items = elements
    .map((value) => (typeof value === 'string' ? value : JSON.stringify(value)))
    .flatMap((json, index) => decodeElement(json, { line: index + 1 }) ?? [])
    .map((event) => ({ type: 'event' as const, atMs: 1, event }));
  const stats = { firstByteMs: 1_250, totalMs: 2_400, bytes: 900, lines: items.length };
  return answerParts({ items, stats: { ...stats, events: items.length } });
}
