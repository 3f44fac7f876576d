const quoted =
  /(?<![\w$.-])\$?(?:env:)?([a-z_]\w{0,60})[ \t]{0,8}(?::[ \t]{0,4}\w{1,20}[ \t]{0,4})?=[ \t]{0,8}(["'`])([^"'`\n]{1,512})\2/gi;
const unquoted = /^[ \t]{0,8}(?:export |set |@)?([a-z_]\w{0,60})=([^\s"'`]{1,512})/gim;

/** A reference and nothing else: `KEY`, `$KEY`, `${KEY}`, `{{key}}`, `$env:KEY`, `%KEY%`. */
const reference =
  /^(?:\$\{(?:env:)?(\w{1,60})\}|\{{1,2} ?(\w{1,60}) ?\}{1,2}|\$(?:env:)?(\w{1,60})|%(\w{1,60})%|([a-z_]\w{0,60}))$/i;

const maxConstants = 2000;

/** Name to values; a name can be set twice. */
export type Constants = ReadonlyMap<string, ReadonlySet<string>>;

/** What the program or the file calls by a name: `const KEY = '…'`, `export KEY=…`, `@key = …`. */
export function readConstants(text: string): Constants {
  const constants = new Map<string, Set<string>>();
  const note = (name: string, value: string) => {
    if (!constants.has(name) && constants.size >= maxConstants) return;
    constants.set(name, (constants.get(name) ?? new Set<string>()).add(value));
  };
  for (const [, name = '', , value = ''] of text.matchAll(quoted)) note(name, value);
  for (const [, name = '', value = ''] of text.matchAll(unquoted)) note(name, value);
  return constants;
}

/** The values that the text refers to; undefined when it is no reference to a known name. */
export function constantValues(text: string, constants: Constants): readonly string[] | undefined {
  const match = reference.exec(text.trim());
  const name = match?.slice(1).find((group) => group !== undefined);
  const values = name === undefined ? undefined : constants.get(name);
  return values && [...values];
}
