/** One line of a block that a document tells its reader to type. */
export interface DocumentCommand {
  /** The document, and the heading of the second level above the line. */
  readonly section: string;
  readonly line: string;
}

/** Every line of every `sh` block of a Markdown document, in its order. */
export function documentCommands(name: string, markdown: string): readonly DocumentCommand[] {
  const commands: DocumentCommand[] = [];
  let section = name;
  let language: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, fence] = /^```(\w*)$/.exec(line) ?? [];
    if (fence !== undefined) language = language === undefined ? fence : undefined;
    else if (language === 'sh' && line.trim() !== '') commands.push({ section, line });
    else if (language === undefined && line.startsWith('## '))
      section = `${name}: ${line.slice(3)}`;
  }
  return commands;
}

/** The first `yaml` block of a document, as a file's text. */
export function firstYaml(markdown: string): string {
  const [, yaml] = /^```yaml\n(.*?)^```$/ms.exec(markdown) ?? [];
  if (yaml === undefined) throw new Error('The document has no YAML.');
  return yaml;
}
