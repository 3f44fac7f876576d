import type { RecordingEntry, RecordingHeader } from './recording.ts';
import { recordingLine } from './recording.ts';
import {
  Redaction,
  type LikelyDetail,
  type RedactionOptions,
  type RedactionReason,
  type Replacement,
} from './redaction.ts';

/** A recording to be given away. */
export interface RedactedCopy {
  /** The whole file. */
  readonly text: string;
  /** What was replaced in it, in the order in which it was found. */
  readonly replacements: readonly Replacement[];
  /** What may be personal and was left in it. */
  readonly likely: readonly LikelyDetail[];
}

/** The recording without what is personal or secret; see `Redaction`. */
export function redactedCopy(
  header: RecordingHeader,
  entries: readonly RecordingEntry[],
  options: RedactionOptions,
): RedactedCopy {
  const redaction = new Redaction(options, header.agent.clientKey);
  const lines = [header, ...entries].map((one) => redaction.line(recordingLine(one)));
  return { text: lines.join(''), replacements: redaction.replacements, likely: redaction.likely };
}

/**
 * The kinds of what is surely personal or secret in a recording, in the order in which they are found.
 * The customer's id is not told: every recording has one.
 */
export function personalKinds(
  header: RecordingHeader,
  entries: readonly RecordingEntry[],
): readonly RedactionReason[] {
  const { replacements } = redactedCopy(header, entries, {});
  const kinds = new Set(replacements.map(({ reason }) => reason));
  kinds.delete('customer');
  return [...kinds];
}
