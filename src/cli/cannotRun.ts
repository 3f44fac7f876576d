/** A command cannot do its work, which is no failure of an agent. The message is a sentence to print. */
export class CannotRun extends Error {}
