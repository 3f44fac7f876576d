import { parentPort } from 'node:worker_threads';
import { notFollowed, queryFirst } from '../file/queryJson.ts';
import { prepareJsonPath } from './prepareJsonPath.ts';
import { patternsOf } from './patternsOf.ts';
import type { WorkOrder, WorkReport, Work, WorkName } from './work.ts';

/** Loads what the work needs, outside its time limit, and returns the work itself. */
type Prepare<N extends WorkName> = (
  task: Work[N]['task'],
) => Promise<() => Work[N]['result']> | (() => Work[N]['result']);

const works: { readonly [N in WorkName]: Prepare<N> } = {
  search: async ({ texts, ...pattern }) => {
    const search = await (await import('./patternSearch.ts')).prepareSearch(pattern);
    return () => search(texts);
  },
  firstValue: async ({ value, path, timeLimitMs }) => {
    const withPatterns = await patternsOf(path, timeLimitMs);
    return () => {
      try {
        return { type: 'found', value: withPatterns(() => queryFirst(value, path)) };
      } catch (error) {
        return notFollowed(error);
      }
    };
  },
  jsonPath: prepareJsonPath,
  schema: async (task) => (await import('./prepareSchema.ts')).prepareSchema(task),
  script: async ({ values, ...task }) => {
    const run = await (await import('./scriptIsolate.ts')).prepareScript(task);
    return () => run(values);
  },
};

parentPort?.on('message', (order: WorkOrder) => void work(order));

async function work({ name, task }: WorkOrder): Promise<void> {
  try {
    const judge = await (works[name] as Prepare<WorkName>)(task);
    report({ type: 'begun' });
    report({ type: 'done', result: judge() });
  } catch (error) {
    // Parsers recurse into nested input. The stack overflowed, but is free again here.
    const isDeep = error instanceof RangeError;
    report(isDeep ? { type: 'deep' } : { type: 'mistake', message: String(error) });
  }
}

function report(said: WorkReport): void {
  parentPort?.postMessage(said);
}
