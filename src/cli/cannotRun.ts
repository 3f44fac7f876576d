/** The command cannot do its work; no agent failed. The message is a sentence to print. */
export class CannotRun extends Error {}
