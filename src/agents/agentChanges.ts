/** A list of agents as it is written: name to fields, in the order in which they are shown. */
export type WrittenAgents = Readonly<Record<string, unknown>>;

/**
 * A change of a list. Applied a second time it changes nothing, so that it can be made again where
 * another window has overwritten it.
 */
export type AgentsChange = (agents: WrittenAgents) => WrittenAgents;

/** Adds an agent at the end, or gives the one of that name other fields in its place. */
export function putAgent(name: string, fields: unknown): AgentsChange {
  return (agents) => ({ ...agents, [name]: fields });
}

export function dropAgent(name: string): AgentsChange {
  return (agents) => Object.fromEntries(Object.entries(agents).filter(([one]) => one !== name));
}

/** Gives an agent another name in the same place. */
export function renameAgent(name: string, newName: string): AgentsChange {
  return (agents) =>
    Object.fromEntries(
      Object.entries(agents).map(([one, fields]) => [one === name ? newName : one, fields]),
    );
}

/** The name itself, or with the first number behind it that makes it a new one. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const base = name.replace(/ \d+$/, '');
  for (let number = 2; ; number++) {
    const numbered = `${base} ${number}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
