import { t } from './l10n.ts';
import type { AgentEvent } from './model.ts';

/** Sentences about the parts of an event's JSON that no card can show as sent. */
export function lossNotes({
  repeatedNames = [],
  inexactNumbers = [],
}: Pick<AgentEvent, 'repeatedNames' | 'inexactNumbers'>): readonly string[] {
  return [
    ...(repeatedNames.length > 0
      ? [t('Sent twice (the JSON has both): {paths}', { paths: repeatedNames.join(', ') })]
      : []),
    ...(inexactNumbers.length > 0
      ? [
          t("Numbers that can't be represented exactly (the JSON shows them as sent): {paths}", {
            paths: inexactNumbers.join(', '),
          }),
        ]
      : []),
  ];
}
