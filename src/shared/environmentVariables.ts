/** Variables as in `process.env`; they are read at each choice. */
export type EnvironmentVariables = Readonly<Record<string, string | undefined>>;
