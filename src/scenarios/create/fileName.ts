import { fileWords } from '../../conversation/transcriptName.ts';

/** What a file of scenarios ends with. */
export const scenarioEnding = '.sofia.yaml';

/** A name for the scenario's file that every file system takes, without its ending. */
export function anyNameAsFile(name: string): string {
  return fileWords(name, 'scenario');
}

/** The recording's file beside a scenario's file, which is told with its ending or without. */
export function recordingNameOf(fileName: string): string {
  return `${fileName.replace(/(\.sofia)?\.ya?ml$/i, '')}.recording.ndjson`;
}
