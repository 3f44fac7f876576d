import type { Simulator } from '../../../src/simulator/server/server.ts';

/** By these variables the command line talks to the simulator. */
export function simulatorEnv({
  baseUrl,
  businessId,
  agentId,
  apiKey,
}: Pick<Simulator, 'baseUrl' | 'businessId' | 'agentId' | 'apiKey'>) {
  return {
    SOFIA_BASE_URL: baseUrl,
    SOFIA_BUSINESS_ID: businessId,
    SOFIA_AGENT_ID: agentId,
    SOFIA_API_KEY: apiKey,
  };
}
