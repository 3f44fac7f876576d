/** Variables as in `process.env`; they are read at each choice. */
export type Variables = Readonly<Record<string, string | undefined>>;
