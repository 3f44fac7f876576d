/** One line of a block that the README tells its reader to type. */
export interface ReadmeCommand {
  /** The heading of the second level that it stands below. */
  readonly section: string;
  readonly line: string;
}

/** Every line of every `sh` block of a Markdown file, in the file's order. */
export function readmeCommands(markdown: string): readonly ReadmeCommand[] {
  const commands: ReadmeCommand[] = [];
  let section = '';
  let language: string | undefined;
  for (const line of markdown.split(/\r?\n/)) {
    const [, fence] = /^```(\w*)$/.exec(line) ?? [];
    if (fence !== undefined) language = language === undefined ? fence : undefined;
    else if (language === 'sh' && line.trim() !== '') commands.push({ section, line });
    else if (language === undefined && line.startsWith('## ')) section = line.slice(3);
  }
  return commands;
}

/** The first `yaml` block below a heading of the second level, as a file's text. */
export function readmeYaml(markdown: string, section: string): string {
  const below = markdown.split(/^## /m).find((text) => text.startsWith(`${section}\n`)) ?? '';
  const [, yaml] = /^```yaml\n(.*?)^```$/ms.exec(below) ?? [];
  if (yaml === undefined) throw new Error(`The README has no YAML below "${section}".`);
  return yaml;
}
