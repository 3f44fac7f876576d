import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { formatTable, isMet, type Result, type Suite } from './measure.ts';

/** npm run bench [-- SUITE… --json --assert --size-mib 256 --rounds 5] */
const suites: Readonly<Record<string, () => Promise<{ readonly run: Suite }>>> = {
  ndjson: () => import('./ndjson.ts'),
  http: () => import('./http.ts'),
  webview: () => import('./webview.ts'),
  inspector: () => import('./inspector.ts'),
  scenarios: () => import('./scenarios.ts'),
  redaction: () => import('./redaction.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    assert: { type: 'boolean', default: false },
    'size-mib': { type: 'string', default: '64' },
    rounds: { type: 'string', default: '5' },
  },
});
const options = {
  sizeMiB: Number(values['size-mib']),
  rounds: Number(values.rounds),
  say: (text: string) => console.error(text),
};

const measured: Record<string, readonly Result[]> = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(suites)) {
  const load = suites[name];
  if (load === undefined) {
    console.error(`There is no suite "${name}". There are: ${Object.keys(suites).join(', ')}.`);
    process.exit(2);
  }
  const { run } = await load();
  measured[name] = await run(options);
  if (!values.json) console.log(`\n${name}\n${formatTable(measured[name])}`);
}

if (values.json) {
  const described = Object.entries(measured).map(([name, results]) => [
    name,
    results.map((result) => ({ ...result, isMet: isMet(result) })),
  ]);
  const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length };
  const settings = { sizeMiB: options.sizeMiB, rounds: options.rounds };
  console.log(
    JSON.stringify(
      { machine, settings, suites: Object.fromEntries(described) as unknown },
      null,
      2,
    ),
  );
}
const missed = Object.values(measured)
  .flat()
  .filter((result) => isMet(result) === false);
if (values.assert && missed.length > 0) process.exitCode = 1;
