import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGithubReporter } from '../../../../src/scenarios/reports/githubReporter.ts';
import { createHtmlReporter } from '../../../../src/scenarios/reports/htmlReport.ts';
import { createJsonReporter } from '../../../../src/scenarios/reports/createJsonReporter.ts';
import { createJunitReporter } from '../../../../src/scenarios/reports/junitReporter.ts';
import { createPrettyReporter } from '../../../../src/scenarios/reports/prettyReporter.ts';
import type { RunEvidence } from '../../../../src/scenarios/run/evidence.ts';
import type { RunReporter } from '../../../../src/scenarios/run/results.ts';
import {
  caseResult,
  failedCase,
  outset,
  tellRun,
  writtenBy,
  type TestRun,
} from '../../../support/samples/runResults.ts';

type Create = (options: { readonly write: (text: string) => void }) => RunReporter;

const formats: Readonly<Record<string, Create>> = {
  html: createHtmlReporter,
  json: createJsonReporter,
  junit: createJunitReporter,
  pretty: ({ write }) => createPrettyReporter({ write, isTty: false, width: 80, useColor: false }),
  github: ({ write }) => createGithubReporter({ write: () => undefined, writeSummary: write }),
};

const evidence: Partial<RunEvidence> = {
  agents: [
    ...outset.agents,
    {
      name: 'New prompt',
      businessId: 'b-99',
      agentId: 'a-11',
      host: 'other.example',
      environment: 'production',
      source: 'recorded',
    },
  ],
  filters: { grep: 'boots', tags: ['smoke'], bail: 7 },
  repeats: { repeat: 5, passRate: 0.8 },
  isInterrupted: true,
};
const results = [caseResult(), failedCase];

const said = [
  /ask-sofia 1\.2\.3/,
  /Shoe shop\b.*b-77.*a-88.*sofia\.example:8443.*test.*live/s,
  /New prompt\b.*b-99.*a-11.*other\.example.*production.*record/s,
  /boots.*smoke.*7/s,
];
const saidAtTheEnd = [/interrupted/i];

for (const [name, create] of Object.entries(formats)) {
  test(`the ${name} report carries the evidence of its run`, async () => {
    const text = await writtenBy(create, { results, evidence });
    for (const words of [...said, ...saidAtTheEnd]) assert.match(text, words);
    if (name === 'pretty') {
      const [tool = ''] = text.split('\n');
      assert.match(tool, /^Tool: ask-sofia 1\.2\.3$/);
      return;
    }
    assert.match(text, name === 'json' ? /"planned":2,"judged":2/ : /2 of 2/);
    assert.match(text, name === 'json' ? /"judged":4,"unmet":2,"warnings":1/ : /4 \(not met: 2/);
  });

  test(`what an agent is called is no more than text in the ${name} report`, async () => {
    const evil = '<b>&"|[a](x)`\u202e\u001b[2J\n::error::x';
    const agents = [{ ...outset.agents[0], name: evil, host: evil } as never];
    const text = await writtenBy(create, { results: [], evidence: { agents } });
    assert.doesNotMatch(text, /\u001b|\n::error/);
    if (['html', 'junit', 'github'].includes(name)) assert.doesNotMatch(text, /(?<!\\)<b>/);
    if (name !== 'json') assert.doesNotMatch(text, /\u202e/);
  });
}

test('a run of recordings is not called ready, on the page and in the summary of the job', async () => {
  const agents = outset.agents.map((agent) => ({ ...agent, source: 'recorded' as const }));
  const run: TestRun = { results: [caseResult()], evidence: { agents } };
  const page = await writtenBy(createHtmlReporter, run);
  assert.match(page, /Can&#39;t tell yet/);
  assert.match(
    page,
    /The only conversation that was evaluated passed, but responses came from recordings\./,
  );
  assert.doesNotMatch(page, />Ready</);
  assert.match(
    await writtenBy(formats['github'] as Create, run),
    /but responses came from recordings\./,
  );
});

test('of two agents only the one that answered live is ready', async () => {
  const agents = [...outset.agents, ...(evidence.agents?.slice(1) ?? [])];
  const other = caseResult({ agent: 'New prompt' });
  const page = await writtenBy(createHtmlReporter, {
    results: [caseResult(), other],
    evidence: { agents },
  });
  const words = [...page.matchAll(/<span class="word \w+">([^<]+)</g)].map(([, word]) => word);
  assert.deepEqual(words, ['Ready', 'Can&#39;t tell']);
});

test('the counts are those of the cases', async () => {
  const { evidence: counted } = await tellRun({}, { results });
  assert.deepEqual(counted.scenarios, { planned: 2, judged: 2 });
});
