import { dirname, resolve } from 'node:path';
import { isTooDeep } from '../../agentGraph/wire/jsonDepth.ts';
import { readConversation } from '../../conversation/storage/readConversation.ts';
import { importRecording } from '../../recordings/import/importRecording.ts';
import type { Recording } from '../../recordings/loadRecording.ts';
import { fileErrorSentence, readText } from '../../recordings/readText.ts';
import { turnsOf } from '../../recordings/replay/turnsOf.ts';
import { textProblemSentence } from '../../shared/decodeText.ts';
import { parseJson } from '../../shared/guards.ts';
import { readExactly } from '../../shared/json/exactJson.ts';
import { t } from '../../shared/l10n.ts';
import { answerParts, type Answer } from '../answer.ts';
import type { CheckServices } from '../checks/check.ts';
import { quoted } from '../file/textPattern.ts';
import { mayBeRounded } from '../file/yaml/writtenNumber.ts';
import { RunIsOver, Unjudgeable } from '../judgement/unjudgeable.ts';
import type { HostPlace } from '../../shared/privateHost.ts';
import { Judgements } from '../judgement/judgements.ts';
import { reachLink } from './reachLink.ts';

/** Scenarios' services besides the agent: neighboring files, judgements. Reads each file once. */
export class FileServices {
  readonly #judgements = new Judgements();
  readonly #answers = new Map<string, Promise<readonly Answer[]>>();
  readonly #links = new Map<string, Promise<string | undefined>>();
  readonly #json = new Map<string, Promise<unknown>>();
  readonly #signal: AbortSignal | undefined;
  readonly #onAbort = () => void this.#judgements.dispose();

  /** Once `signal` aborts, nothing more is judged. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
    if (signal?.aborted) this.#onAbort();
    else signal?.addEventListener('abort', this.#onAbort, { once: true });
  }

  /** The services for the checks of a scenario file; `file` is its path. */
  of(file: string): CheckServices {
    const at = (path: string) => resolve(dirname(file), path);
    return {
      judgements: this.#judgements,
      readJson: (path) => once(this.#json, at(path), readJson),
      readAnswers: (path) => once(this.#answers, at(path), readAnswers),
      reachLink: (link, agent) =>
        once(this.#links, `${agent} ${link}`, () => this.#reachLink(link, agent)),
    };
  }

  async #reachLink(link: string, agent: HostPlace): Promise<string | undefined> {
    const signal = this.#signal ?? new AbortController().signal;
    try {
      return await reachLink(link, agent, signal);
    } catch (error) {
      if (signal.aborted) throw new RunIsOver();
      throw error;
    }
  }

  async dispose(): Promise<void> {
    // In watch mode the signal outlives this run.
    this.#signal?.removeEventListener('abort', this.#onAbort);
    await this.#judgements.dispose();
  }
}

function once<T>(
  known: Map<string, Promise<T>>,
  path: string,
  read: (path: string) => Promise<T>,
): Promise<T> {
  const reading = known.get(path) ?? read(path);
  known.set(path, reading);
  return reading;
}

async function readJson(path: string): Promise<unknown> {
  const read = await readText(path);
  if ('problem' in read) throw new Unjudgeable(`${path}: ${read.problem}`);
  const value = parseJson(read.text);
  if (value === undefined) throw new Unjudgeable(t("{0} isn't valid JSON.", path));
  if (isTooDeep(value)) throw new Unjudgeable(t('{0} is nested too deeply.', path));
  const [place] = readExactly(read.text).inexactNumbers.filter(
    (one) => !mayBeRounded(one.split('.').at(-1)),
  );
  if (place === undefined) return value;
  throw new Unjudgeable(
    t(
      '{file}: the number at {place} can\'t be represented exactly. To compare its exact digits, use "matches" in a "jsonPath" expectation.',
      { file: path, place: quoted(place) },
    ),
  );
}

async function readAnswers(path: string): Promise<readonly Answer[]> {
  const { header, exchanges } = await readExchanges(path);
  const { turns } = await turnsOf(header, exchanges);
  return turns.map(answerParts);
}

/** A recording; rejects with `Unjudgeable` if it cannot be read. */
export async function readExchanges(path: string): Promise<Recording> {
  const read = await importRecording(path, readConversation);
  if (read.type === 'loaded') return read;
  if (read.type === 'undecodable')
    throw new Unjudgeable(`${path}: ${textProblemSentence(read.problem)}`);
  if (read.type === 'noFile') throw new Unjudgeable(`${path}: ${fileErrorSentence(read.code)}`);
  const { reason } = read;
  throw new Unjudgeable(t("Couldn't read the recording {path} ({reason}).", { path, reason }));
}
