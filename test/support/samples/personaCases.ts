import type { Persona } from '../../../src/simulator/personaNames.ts';

// What a verdict has to be, by the character of the agent: the same for every report and in the editor.

/** An ordinary test of a shop: two turns, and what nobody wants to be otherwise. */
export const personaScenario = `name: Finds shoes
turns:
  - say: running shoes under $100
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
  - say: cheaper
    expect:
      - products: { count: { min: 1 } }
expect:
  - grounded: true
  - handover: forbidden
`;

/** With what only a slow agent is asked for: a slow machine is not one. */
export const timedPersonaScenario = `${personaScenario}  - latency: { firstByteMs: 150 }
    because: customers leave
`;

export interface PersonaCase {
  readonly persona: Persona;
  readonly isGood: boolean;
  /** What is said of why not. */
  readonly told?: RegExp;
  /** It is the time that counts. */
  readonly isTimed?: boolean;
}

export const personaCases: readonly PersonaCase[] = [
  { persona: 'honest', isGood: true },
  { persona: 'silent', isGood: false, told: /The response is empty/ },
  { persona: 'half-silent', isGood: false, told: /The response is empty/ },
  { persona: 'lying', isGood: false, told: /the price of any product shown/ },
  { persona: 'slow', isGood: false, told: /first byte/, isTimed: true },
  { persona: 'dying', isGood: false, told: /(?<!until )the response is complete/ },
];

export const timedName = 'Finds shoes in time';
const untimed = personaCases.flatMap(({ persona, isTimed }) => (isTimed ? [] : persona));

/** A scenario for all of them that needs no clock, each an agent of its name, and one for the slow one. */
export const personaFile = `agents: [${untimed.join()}]
${personaScenario}---
agent: slow
${timedPersonaScenario.replace('Finds shoes', timedName)}`;
