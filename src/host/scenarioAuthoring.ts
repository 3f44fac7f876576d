import { isCount, isRecord } from '../shared/guards.ts';
import type { Authoring } from './authoringCommands.ts';
import { addExpectationTo } from './scenarios/addExpectation.ts';
import { saveAsScenario, saveStubs } from './scenarios/saveScenario.ts';
import { beginScenario } from './scenarios/scenarioFile.ts';
import { renewBaseline } from './scenarios/updateBaseline.ts';

// They need the scenarios' parser and its checks, which are most of this part.
export { compareOnScenario } from './compare/compareScenario.ts';
export { ScenarioTests } from './scenarios/explorer/scenarioTests.ts';
export { keptScenario } from '../scenarios/create/scenarioDraft.ts';

/** The whole conversation: the one of the list that was clicked, or the shown one. */
export const saveScenario: Authoring = (parts, args) => saveAsScenario(parts, args);

/** The shown conversation up to a message. */
export const saveScenarioUpTo: Authoring = async (parts, [place]) => {
  const turnId = isRecord(place) ? place['turnId'] : undefined;
  if (isCount(turnId)) await saveAsScenario(parts, [], turnId);
};

/** Something that is true of an answer, or of a value in it, goes into a scenario. */
export const addExpectation: Authoring = addExpectationTo;

/** The scenario's recording is made again by the agent as it is now. */
export const updateBaseline: Authoring = renewBaseline;

/** A file with a scenario that is to be filled in. */
export const newScenario: Authoring = beginScenario;

/** A scenario for each starter prompt of the shown agent. */
export const scenarioStubs: Authoring = saveStubs;
