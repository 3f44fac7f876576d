/** Every name that `--persona` accepts, with what such an agent does. */
export const personas = {
  honest: 'answers as it should',
  silent: 'answers nothing',
  'half-silent': 'answers nothing in every second turn',
  lying: 'its text names a product and a price that it does not show',
  slow: 'its first byte comes after seconds, as the pace is',
  dying: 'ends in the middle of a line, and in every second turn resets the connection there',
} as const;

/** An agent's character: what is wrong with all its responses. */
export type Persona = keyof typeof personas;

export const personaNames = Object.keys(personas) as readonly Persona[];
