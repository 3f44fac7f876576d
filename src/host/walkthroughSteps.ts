/** The walkthrough's steps, in their order. */
export const steps = ['demo', 'agent', 'connection', 'hello', 'saved'] as const;

export type Step = (typeof steps)[number];
