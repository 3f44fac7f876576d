import { isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import { compact } from '../../shared/compact.ts';
import type { ActionMapping } from './actionOf.ts';
import { inOneLine, keyText, type Mapping, yamlDocument, yamlText } from './yamlNodes.ts';

/** A scenario to write; literal texts must already have passed through `literal`. */
export interface ScenarioParts {
  readonly name: string;
  /** Name of the configured agent; missing means the one chosen for the run. */
  readonly agent?: string;
  /** Path of the recording, relative to the scenario's file. */
  readonly recording?: string;
  readonly turns: readonly {
    readonly action: ActionMapping;
    /** Written to the file unchanged. */
    readonly expectations: readonly Mapping[];
  }[];
  /** For the whole conversation. */
  readonly expectations: readonly Mapping[];
}

/** A scenario as a readable `*.sofia.yaml` document; reading it gives the same values. */
export function scenarioText(scenario: ScenarioParts): string {
  const { name, agent, recording, turns, expectations } = scenario;
  const document = yamlDocument({
    name,
    ...compact({ agent, recording }),
    turns: turns.map(({ action, expectations: expect }) => ({
      ...action,
      ...(expect.length > 0 && { expect }),
    })),
    ...(expectations.length > 0 && { expect: expectations }),
  });
  const { contents } = document;
  if (isMap(contents)) layOut(contents);
  return yamlText(document);
}

export function scenariosText(scenarios: readonly ScenarioParts[]): string {
  return scenarios.map(scenarioText).join('---\n');
}

/** Adds a blank line between and after turns; small values go on one line. */
function layOut(scenario: YAMLMap): void {
  for (const { key, value } of scenario.items) {
    const name = keyText(key);
    if (name === 'expect') {
      if (isScalar(key)) key.spaceBefore = true;
      layOutExpectations(value);
    }
    if (name === 'turns' && isSeq(value)) value.items.forEach(layOutTurn);
  }
}

function layOutTurn(turn: unknown, index: number): void {
  if (!isMap(turn)) return;
  turn.spaceBefore = index > 0;
  for (const { key, value } of turn.items) {
    if (keyText(key) === 'expect') layOutExpectations(value);
    else inOneLine(value);
  }
}

/** Short values of a list of expectations go on one line. */
export function layOutExpectations(expectations: unknown): void {
  if (!isSeq(expectations)) return;
  for (const expectation of expectations.items) {
    if (isMap(expectation)) for (const { value } of expectation.items) inOneLine(value);
  }
}
