import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Variables } from '../../shared/variables.ts';
import { defaultBaseUrl, normalizeBaseUrl } from '../../agentGraph/http/baseUrl.ts';
import { readAgents } from '../../agents/agentEntries.ts';
import { agentsFilePath, parseAgentsFile } from '../../agents/agentsFile.ts';
import { readBytes } from '../../recordings/readText.ts';
import { Unjudgeable } from '../../scenarios/judgement/unjudgeable.ts';
import type { RequestOptions } from '../../shared/agent.ts';
import { failureCause } from '../../shared/failure/describeFailure.ts';
import type { AskTarget } from '../targetOptions.ts';

/** An agent found by name, with its key. */
export interface NamedTarget extends AskTarget {
  readonly options: RequestOptions;
}

/** The customer ID when none is given. */
const defaultClientKey = 'ask-sofia-test';

/**
 * Finds a configured agent by name. Rejects with `Unjudgeable` when there is no such agent, or no key
 * for it. The file is read on first use; undefined means the nearest `.sofia/agents.json`, in this
 * folder or above.
 */
export function testAgents(file: string | undefined, env: Variables) {
  let reading: ReturnType<typeof readEntries> | undefined;
  return async (name: string): Promise<NamedTarget> => {
    reading ??= readEntries(file);
    const { place, entries } = await reading;
    const entry = entries.find((one) => one.name === name);
    if (!entry) {
      const known = entries.map((one) => one.name).join(', ') || 'none';
      throw new Unjudgeable(
        place === undefined
          ? `There is no agent "${name}": this folder and its parents have no ${agentsFilePath}.`
          : `There is no agent "${name}" in ${place} (known: ${known}). Use another name, or add the agent.`,
      );
    }
    if (!entry.agent) {
      const detail = entry.problem ? failureCause(entry.problem) : '';
      throw new Unjudgeable(`The agent "${name}" in ${place ?? ''} isn't valid: ${detail}`);
    }
    return { agent: entry.agent, options: entry.options, apiKey: keyFor(entry.agent, name, env) };
  };
}

/** The key goes only to the base URL for which it was given. */
function keyFor({ baseUrl }: AskTarget['agent'], name: string, env: Variables): string {
  const variable = `SOFIA_API_KEY_${name.toUpperCase().replace(/[^A-Z0-9]+/g, '_')}`;
  const apiKey = env[variable] ?? env['SOFIA_API_KEY'];
  if (!apiKey) {
    throw new Unjudgeable(`There is no API key for "${name}". Set ${variable} or SOFIA_API_KEY.`);
  }
  const allowed = normalizeBaseUrl(env['SOFIA_BASE_URL'] ?? defaultBaseUrl);
  if (allowed.type === 'done' && allowed.value === baseUrl) return apiKey;
  throw new Unjudgeable(
    `"${name}" is at ${baseUrl}, and the API key is for another base URL. If it's for this one, set SOFIA_BASE_URL=${baseUrl}.`,
  );
}

async function readEntries(given: string | undefined) {
  const place = given === undefined ? nearestFile() : resolve(given);
  if (place === undefined) return { place, entries: [] };
  const read = await readBytes(place);
  if ('problem' in read) throw new Unjudgeable(`${place}: ${read.problem}`);
  const list = parseAgentsFile(read.bytes, place);
  if (list.agents === undefined && list.problem !== undefined)
    throw new Unjudgeable(`${place}: ${list.problem}`);
  const { entries } = readAgents([list], defaultClientKey);
  return { place, entries };
}

function nearestFile(): string | undefined {
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const path = join(folder, agentsFilePath);
    if (existsSync(path)) return path;
    if (dirname(folder) === folder) return undefined;
  }
}
