import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { runProgram, type RanProgram } from './runProgram.ts';

const root = join(import.meta.dirname, '../../..');

/** What this project's action.yml has that the tests use. */
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly outputs: Readonly<Record<string, { readonly value: string }>>;
  readonly runs: { readonly steps: readonly ActionStep[] };
}

interface ActionStep {
  readonly id: string;
  readonly shell: 'bash';
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

export const action = parse(await readFile(join(root, 'action.yml'), 'utf8')) as Action;

type Values = Readonly<Record<string, string>>;

export interface RanAction extends RanProgram {
  readonly outputs: Values;
  /** The Markdown of the job summary. */
  readonly summary: string;
}

/**
 * Runs the action's one step as GitHub's runner does: the script in a file, bash with the runner's
 * options, inputs in the places of their expressions, outputs and summary in files.
 */
export async function runAction(cwd: string, inputs: Values, env: Values = {}): Promise<RanAction> {
  const [step, ...more] = action.runs.steps;
  if (!step || more.length > 0) throw new Error('The action has one step.');
  const unknown = Object.keys(inputs).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`The action has no input ${unknown.join()}.`);
  const filled = (text: string) =>
    text.replaceAll(
      /\$\{\{ inputs\.(\w+) \}\}/g,
      (_, name: string) => inputs[name] ?? action.inputs[name]?.default ?? '',
    );
  const runner = join(cwd, '.runner');
  await mkdir(runner, { recursive: true });
  const [script = '', output = '', summary = ''] = ['step.sh', 'output', 'summary'].map((name) =>
    join(runner, name),
  );
  await writeFile(script, step.run);
  for (const file of [output, summary]) await writeFile(file, '');
  const ran = await runProgram('bash', ['--noprofile', '--norc', '-eo', 'pipefail', script], {
    cwd,
    env: {
      PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}`,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_ACTION_PATH: root,
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      XDG_STATE_HOME: runner,
      ...env,
      ...Object.fromEntries(Object.entries(step.env).map(([name, text]) => [name, filled(text)])),
    },
  });
  const written = new Map(
    (await readFile(output, 'utf8'))
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
  const outputs = Object.entries(action.outputs).map(([name, { value }]) => {
    const [, own = ''] = /^\$\{\{ steps\.test\.outputs\.(\w+) \}\}$/.exec(value) ?? [];
    return [name, written.get(own) ?? ''];
  });
  return {
    ...ran,
    outputs: Object.fromEntries(outputs) as Values,
    summary: await readFile(summary, 'utf8'),
  };
}
