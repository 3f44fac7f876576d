import { startSimulator } from '../../src/simulator/server/server.ts';

/** The simulator of the scenarios' suite, in a process of its own. Tells its parent how to reach it. */
const { baseUrl, businessId, agentId, apiKey } = await startSimulator({ pace: 'instant' });
process.send?.({ baseUrl, businessId, agentId, apiKey });
