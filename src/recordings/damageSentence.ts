import { t } from '../shared/l10n.ts';
import type { ArchiveGap, RecordingDamage } from './loadRecording.ts';
import type { DamageReason } from './recordingFile.ts';

/** Says which part of a file is missing or unusable, and why. */
export function damageSentence(damage: RecordingDamage): string {
  switch (damage.type) {
    case 'line':
      return lineReasons[damage.reason](String(damage.line));
    case 'headerOnly':
      return t('The recording contains only its first line and no requests. Record again.');
    case 'strays':
      return damage.count === 1
        ? t("Skipped 1 line that belongs to a request that isn't in the file.")
        : t("Skipped {count} lines that belong to requests that aren't in the file.", damage);
    case 'repeated':
      return damage.count === 1
        ? t('Skipped 1 line that repeats a request already in the file.')
        : t('Skipped {count} lines that repeat requests already in the file.', damage);
    case 'unfinished':
      return t(
        'The end of request {numbers} is missing. The recording was stopped, or the file was cut off.',
        { numbers: damage.exchanges.join(', ') },
      );
    case 'archive':
      return archiveGaps[damage.gap](damage.exchanges.join(', '));
    case 'methods': {
      const found = { count: damage.count, methods: damage.methods.join(', ') };
      return damage.count === 1
        ? t("Skipped 1 API request that isn't a POST request ({methods}).", found)
        : t("Skipped {count} API requests that aren't POST requests ({methods}).", found);
    }
  }
}

/** Why a request of the recording has no turn. */
export function leftOutSentence(exchange: number): string {
  return t("Request {number} can't be resent, so it was skipped.", { number: String(exchange) });
}

const lineReasons: Readonly<Record<DamageReason, (line: string) => string>> = {
  notJson: (line) => t("Line {line} isn't JSON, so it was skipped.", { line }),
  invalidUtf8: (line) => t("Line {line} isn't UTF-8, so it was skipped.", { line }),
  notAnEntry: (line) =>
    t("Line {line} isn't a valid recording entry, so it was skipped.", { line }),
  tooLong: (line) => t('Line {line} is too long to read, so it was skipped.', { line }),
  tooDeep: (line) => t('Line {line} is nested too deeply, so it was skipped.', { line }),
  cut: (line) => t('Line {line} is cut off, so it was skipped.', { line }),
  secondRecording: (line) =>
    t(
      'A second recording starts on line {line}. Everything from there on was skipped. Split the file at that line to read both recordings.',
      { line },
    ),
};

const archiveGaps: Readonly<Record<ArchiveGap, (numbers: string) => string>> = {
  noTime: (numbers) =>
    t(
      'Request {numbers}: The HAR file has no readable time, so the time of an adjacent request was used.',
      { numbers },
    ),
  noQuestion: (numbers) =>
    t(
      "Request {numbers}: The HAR file has no request body, so it's unknown what was sent. Export it again with request bodies.",
      { numbers },
    ),
  noAnswer: (numbers) =>
    t(
      'Request {numbers}: The HAR file has no body for this response. Export it again with content.',
      {
        numbers,
      },
    ),
  partOfAnswer: (numbers) =>
    t(
      'Request {numbers}: The HAR file has only the beginning of this response. Export it again with the full content.',
      { numbers },
    ),
};
