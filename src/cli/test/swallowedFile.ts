import { existsSync } from 'node:fs';

/** Values that are words or folders, and never the file of a scenario. */
export interface GivenWords {
  readonly tag?: readonly string[];
  readonly agent?: readonly string[];
  readonly offline?: string | true;
}

/** The file of a scenario that stands where an option expects a word; taken as one it would not be run. */
export function swallowedFile({ tag = [], agent = [], offline }: GivenWords): string | undefined {
  const given = [
    ...tag.map((value) => ({ value, option: '--tag', better: '--tag smoke' })),
    ...agent.map((value) => ({ value, option: '--agent', better: '--agent NAME' })),
    ...(typeof offline === 'string'
      ? [{ value: offline, option: '--offline', better: '--offline' }]
      : []),
  ];
  const file = given.find(({ value }) => /\.ya?ml$/i.test(value) && existsSync(value));
  return (
    file &&
    `${file.option} ${file.value}: this is a file. Write "${file.better} -- ${file.value}" to run it.`
  );
}
