import { fileWords } from '../../transcript/transcriptName.ts';

/** What a file of scenarios ends with. */
export const scenarioEnding = '.sofia.yaml';

/** Every file of scenarios, as a pattern for VS Code and for the command line. */
export const scenarioGlob = '**/*.sofia.{yaml,yml}';

export function isScenarioPath(path: string): boolean {
  return /\.sofia\.ya?ml$/i.test(path);
}

/** A name for the scenario's file that every file system takes, without its ending. */
export function anyNameAsFile(name: string): string {
  return fileWords(name, 'scenario');
}

/**
 * The recording's file beside a scenario's file, which is told with its ending or without; with a
 * scenario's name where the file has several.
 */
export function recordingNameOf(fileName: string, scenario?: string): string {
  const base = fileName.replace(/(\.sofia)?\.ya?ml$/i, '');
  return `${scenario === undefined ? base : `${base}-${anyNameAsFile(scenario)}`}.recording.ndjson`;
}
