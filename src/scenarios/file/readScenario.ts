import { compact } from '../../shared/compact.ts';
import { isRecord } from '../../shared/guards.ts';
import type { Origins } from './origins.ts';
import { parsePassRate } from './passRate.ts';
import { actionTypes, expectationKinds } from './problems/scenarioSchema.ts';
import type { Expectation, Position, Scenario, ScenarioTurn, TurnAction } from './scenario.ts';
import type { Path } from './yaml/yamlPositions.ts';

type Values = Readonly<Record<string, unknown>>;

/** Turns a document that matches the schema into a scenario with its places. */
export function readScenario(document: Values, places: Origins): Scenario {
  const passRate = document['passRate'] as string | number | undefined;
  const rate = passRate === undefined ? { rate: 1 } : parsePassRate(passRate);
  const { agent, agents = agent === undefined ? [] : [agent] } = document;
  const { id, timeoutMs, recording, skip, knownFailure } = document as Partial<Scenario>;
  return {
    name: document['name'] as string,
    at: places.value([]),
    agents: agents as readonly string[],
    clientKey: (document['clientKey'] ?? 'fresh') as string,
    repeat: (document['repeat'] ?? rate?.of ?? 1) as number,
    passRate: rate?.rate ?? 1,
    ...compact({ id, timeoutMs, recording, skip, knownFailure }),
    ...(document['only'] === true && { only: places.key(['only']) }),
    tags: (document['tags'] ?? []) as readonly string[],
    variables: (document['variables'] ?? {}) as Values,
    env: ((document['env'] ?? []) as readonly string[]).map((name, index) => ({
      name,
      at: places.value(['env', index]),
    })),
    data: (document['data'] ?? []) as readonly Values[],
    ...(places.table && { table: { name: places.table.name, lines: places.table.lines } }),
    turns: (document['turns'] as readonly Values[]).map((turn, index) =>
      readTurn({ silence: document['silence'], ...turn }, ['turns', index], places),
    ),
    expect: readExpectations(document['expect'], ['expect'], places),
  };
}

function readTurn(turn: Values, path: Path, places: Origins): ScenarioTurn {
  const type = actionTypes.find((one) => Object.hasOwn(turn, one)) ?? '';
  const elsewhere = places.elsewhere(path);
  return {
    at: places.value(path),
    ...(elsewhere && { elsewhere }),
    action: readAction(type, turn[type]),
    mayBeSilent: turn['silence'] === 'allowed',
    expect: readExpectations(turn['expect'], [...path, 'expect'], places),
  };
}

/** The fields that hold what is written below an action; an image has several. */
const actionFields: Readonly<Record<string, string>> = {
  say: 'text',
  press: 'choice',
  choose: 'choice',
  submit: 'form',
  store: 'store',
  audio: 'url',
  location: 'place',
  send: 'events',
};

function readAction(type: string, value: unknown): TurnAction {
  const field = actionFields[type] ?? (typeof value === 'string' ? 'url' : undefined);
  return (field ? { type, [field]: value } : { type, ...(value as Values) }) as TurnAction;
}

function readExpectations(list: unknown, path: Path, places: Origins): readonly Expectation[] {
  return ((list ?? []) as readonly unknown[]).filter(isRecord).map((item, index) => {
    const kind = expectationKinds.find((one) => Object.hasOwn(item, one)) ?? '';
    const elsewhere = places.elsewhere([...path, index]);
    const fields = isRecord(item[kind]) ? Object.keys(item[kind]) : [];
    const fieldsAt = (placeOf: (field: Path) => Position | undefined) =>
      Object.fromEntries(fields.map((name) => [name, placeOf([...path, index, kind, name])]));
    return {
      kind,
      value: item[kind],
      at: places.value([...path, index]),
      fieldsAt: fieldsAt((field) => places.key(field).start),
      ...(elsewhere && {
        elsewhere: {
          ...elsewhere,
          fieldsAt: fieldsAt((field) => places.elsewhere(field, true)?.at),
        },
      }),
      isWarning: item['warn'] === true,
      ...compact({ because: item['because'] }),
    } as Expectation;
  });
}
