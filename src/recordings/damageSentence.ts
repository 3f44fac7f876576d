import { t } from '../shared/l10n.ts';
import type { ArchiveGap, RecordingDamage } from './loadRecording.ts';
import type { DamageReason } from './recordingFile.ts';

/** Says which part of a file is missing or unusable, and why. */
export function damageSentence(damage: RecordingDamage): string {
  switch (damage.type) {
    case 'line':
      return lineReasons[damage.reason](String(damage.line));
    case 'headerOnly':
      return t(
        'The recording has nothing but its first line: nobody was asked anything. Record again.',
      );
    case 'strays':
      return damage.count === 1
        ? t('One line belongs to a request that is not in the file; it was left out.')
        : t(
            '{count} lines belong to a request that is not in the file; they were left out.',
            damage,
          );
    case 'repeated':
      return damage.count === 1
        ? t('One line repeats a request that is in the file already; it was left out.')
        : t(
            '{count} lines repeat a request that is in the file already; they were left out.',
            damage,
          );
    case 'unfinished':
      return t(
        'The end of request {numbers} is missing: the recording was stopped or the file was cut.',
        { numbers: damage.exchanges.join(', ') },
      );
    case 'archive':
      return archiveGaps[damage.gap](damage.exchanges.join(', '));
    case 'methods': {
      const found = { count: damage.count, methods: damage.methods.join(', ') };
      return damage.count === 1
        ? t('One request to the API that is no POST ({methods}) was left out.', found)
        : t('{count} requests to the API that are no POST ({methods}) were left out.', found);
    }
  }
}

/** Why a request of the recording has no turn. */
export function leftOutSentence(exchange: number): string {
  return t('Request {number} cannot be sent again; it was left out.', { number: String(exchange) });
}

const lineReasons: Readonly<Record<DamageReason, (line: string) => string>> = {
  notJson: (line) => t('Line {line} is not JSON; it was left out.', { line }),
  invalidUtf8: (line) => t('Line {line} is not UTF-8; it was left out.', { line }),
  notAnEntry: (line) => t('Line {line} is not what a recording has; it was left out.', { line }),
  tooLong: (line) => t('Line {line} is longer than can be read; it was left out.', { line }),
  tooDeep: (line) => t('Line {line} is nested too deeply; it was left out.', { line }),
  cut: (line) => t('Line {line} is cut off; it was left out.', { line }),
  secondRecording: (line) =>
    t(
      'Line {line} begins a second recording; from there on the file was left out. Cut it in two there to read both.',
      { line },
    ),
};

const archiveGaps: Readonly<Record<ArchiveGap, (numbers: string) => string>> = {
  noTime: (numbers) =>
    t(
      'Request {numbers}: The archive has no time that can be read; that of the request beside it was taken.',
      { numbers },
    ),
  noQuestion: (numbers) =>
    t(
      'Request {numbers}: The archive has no request body, so nobody knows what was asked; export it again with request bodies.',
      { numbers },
    ),
  noAnswer: (numbers) =>
    t('Request {numbers}: The archive has no body for this answer; export it again with content.', {
      numbers,
    }),
  partOfAnswer: (numbers) =>
    t(
      'Request {numbers}: The archive has only the beginning of this answer; export it again with all of its content.',
      { numbers },
    ),
};
