/**
 * The lines of a log that GitHub's runner, Azure Pipelines, TeamCity or GitLab would obey, as those
 * programs read them: lines end at a line feed or a carriage return; GitHub trims white space and
 * takes no notice of colours; the others look anywhere in a line.
 */
export function commandsIn(log: string): readonly string[] {
  return log.split(/[\r\n]/).filter((line) => {
    const plain = line.replace(/\x1b\[[\d;]*m/g, '').replace(/^[\s\u0085\u200b]+/, '');
    return plain.startsWith('::') || /##(?:vso|teamcity)?\[|section_(?:start|end):/i.test(line);
  });
}
