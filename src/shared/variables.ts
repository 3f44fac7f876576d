/** Variables as in `process.env`, read at each choice. */
export type Variables = Readonly<Record<string, string | undefined>>;
