import { t } from '../../../shared/l10n.ts';
import type { Answer } from '../../answer.ts';
import { quoted } from '../../file/textPattern.ts';
import { nameOf } from '../../productText.ts';
import { verdict, type Check } from '../check.ts';
import { plainWords } from './saidText.ts';

/** No message (as the customer reads it) and no list of cards repeats an earlier response's. */
export const checkRepeatsItself: Check<'repeatsItself'> = (_, { answers, isWhole }) => {
  const from = isWhole ? 0 : Math.max(0, answers.length - 1);
  const repeats = repeatsIn(answers).filter(({ turn }) => turn > from);
  return [
    verdict(t("the agent doesn't repeat itself"), repeats.length === 0, () => ({
      message: quoted(repeats.map(sentence).join(' ')),
      expected: '',
      actual: repeats.map(({ said }) => said).join('\n'),
    })),
  ];
};

interface Repeat {
  readonly kind: 'text' | 'cards';
  readonly said: string;
  /** Turn numbers from 1; `first` is the earliest response that said it. */
  readonly turn: number;
  readonly first: number;
}

/** The parts of each response that an earlier one already had. */
function repeatsIn(answers: readonly Answer[]): readonly Repeat[] {
  const firsts = new Map<string, number>();
  return answers.flatMap((answer, index) => {
    const turn = index + 1;
    const parts = new Map(partsOf(answer).map((part) => [part.key, part]));
    return [...parts].flatMap(([key, { kind, said }]) => {
      const first = firsts.get(key);
      firsts.set(key, first ?? turn);
      return first === undefined ? [] : [{ kind, said, turn, first }];
    });
  });
}

function partsOf({ texts, products }: Answer) {
  const messages = texts.flatMap((said) => {
    const words = plainWords([said]);
    return words === '' ? [] : [{ kind: 'text' as const, said, key: `text ${words}` }];
  });
  if (products.length === 0) return messages;
  const ids = products.map(({ productId, title }) => productId ?? title);
  const said = products.map(nameOf).join(', ');
  return [...messages, { kind: 'cards' as const, said, key: `cards ${JSON.stringify(ids)}` }];
}

function sentence({ kind, said, turn, first }: Repeat): string {
  const what = { text: quoted(said), turn: String(turn), first: String(first) };
  return kind === 'text'
    ? t('Turn {turn} says the same as turn {first}: "{text}".', what)
    : t('Turn {turn} shows the same products as turn {first}: {text}.', what);
}
