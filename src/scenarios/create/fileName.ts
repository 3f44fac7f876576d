import { fileWords } from '../../transcript/transcriptName.ts';

export const scenarioEnding = '.sofia.yaml';

/** Matches every scenario file, in VS Code and on the command line. */
export const scenarioGlob = '**/*.sofia.{yaml,yml}';

export function isScenarioPath(path: string): boolean {
  return /\.sofia\.ya?ml$/i.test(path);
}

/** A file name for the scenario, valid on every file system, without the extension. */
export function anyNameAsFile(name: string): string {
  return fileWords(name, 'scenario');
}

/**
 * The recording's file name, derived from the scenario file's name (with or without extension),
 * plus the scenario's name if the file has several.
 */
export function recordingNameOf(fileName: string, scenario?: string): string {
  const base = fileName.replace(/(\.sofia)?\.ya?ml$/i, '');
  return `${scenario === undefined ? base : `${base}-${anyNameAsFile(scenario)}`}.recording.ndjson`;
}
