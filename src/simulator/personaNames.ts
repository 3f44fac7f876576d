/** Every name that `--persona` accepts, with what such an agent does. */
export const personas = {
  honest: 'responds correctly',
  silent: 'sends empty responses',
  'half-silent': 'sends an empty response every other turn',
  lying: "mentions a product and a price that it doesn't show",
  slow: 'starts to respond only after seconds, depending on the pace',
  dying: 'stops in the middle of a line and, every other turn, resets the connection there',
} as const;

/** An agent's character: what is wrong with all its responses. */
export type Persona = keyof typeof personas;

export const personaNames = Object.keys(personas) as readonly Persona[];
