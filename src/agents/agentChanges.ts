/** A list of agents as written: name to fields, in display order. */
export type WrittenAgents = Readonly<Record<string, unknown>>;

/**
 * A change of a list. Applying it twice has no further effect, so it can be applied again after
 * another window overwrites it.
 */
export type AgentsChange = (agents: WrittenAgents) => WrittenAgents;

/** Adds an agent at the end, or replaces the fields of an existing one in place. */
export function putAgent(name: string, fields: unknown): AgentsChange {
  return (agents) => ({ ...agents, [name]: fields });
}

export function dropAgent(name: string): AgentsChange {
  return (agents) => Object.fromEntries(Object.entries(agents).filter(([one]) => one !== name));
}

/** Renames an agent in place. */
export function renameAgent(name: string, newName: string): AgentsChange {
  return (agents) =>
    Object.fromEntries(
      Object.entries(agents).map(([one, fields]) => [one === name ? newName : one, fields]),
    );
}

/** The name itself, or with the first number that makes it unused. */
export function freeName(name: string, taken: readonly string[]): string {
  if (!taken.includes(name)) return name;
  const base = name.replace(/ \d+$/, '');
  for (let number = 2; ; number++) {
    const numbered = `${base} ${number}`;
    if (!taken.includes(numbered)) return numbered;
  }
}
