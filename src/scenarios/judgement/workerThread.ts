import { parentPort } from 'node:worker_threads';
import { isPatternIn } from '../file/textPattern.ts';
import { queryFirst } from '../file/queryJson.ts';
import { judgeJsonPath } from './judgeJsonPath.ts';
import type { Order, Report, Work, WorkName } from './work.ts';

/** Loads what the work needs, which is no time of the work, and gives the work itself. */
type Prepare<N extends WorkName> = (
  task: Work[N]['task'],
) => Promise<() => Work[N]['result']> | (() => Work[N]['result']);

const works: { readonly [N in WorkName]: Prepare<N> } = {
  search:
    ({ texts, ...pattern }) =>
    () =>
      texts.map((text) => isPatternIn(pattern, text)),
  firstValue:
    ({ value, path }) =>
    () => ({ value: queryFirst(value, path) }),
  jsonPath: (task) => () => judgeJsonPath(task),
  schema: async (task) => (await import('./judgeSchema.ts')).prepareSchema(task),
  script: async (task) => (await import('./scriptIsolate.ts')).prepareScript(task),
};

parentPort?.on('message', (order: Order) => void work(order));

async function work({ name, task }: Order): Promise<void> {
  try {
    const judge = await (works[name] as Prepare<WorkName>)(task);
    report({ type: 'begun' });
    report({ type: 'done', result: judge() });
  } catch (error) {
    report({ type: 'mistake', message: String(error) });
  }
}

function report(said: Report): void {
  parentPort?.postMessage(said);
}
