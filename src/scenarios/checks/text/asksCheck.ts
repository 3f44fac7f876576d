import { t } from '../../../shared/l10n.ts';
import { readableText } from '../../../shared/markup/readableText.ts';
import { either, plain, quoted } from '../../file/textPattern.ts';
import { type Check, verdict } from '../check.ts';
import { askWords } from './askWords.ts';

/** One of the agent's questions contains a word of one of these topics. */
export const checkAsks: Check<'asks'> = (topics, { answer: { texts } }) => {
  const questions = texts.flatMap(questionsIn);
  const isAsked = topics.some((topic) => isAbout(questions, topic));
  return [
    verdict(t('the agent asks about {0}', either(topics)), isAsked, () => ({
      message:
        questions.length > 0
          ? t('The agent asked: {0}', quoted(questions.join(' ')))
          : t("The agent didn't ask a question: {0}", quoted(texts.join(' '))),
      expected: topics.join('\n'),
      actual: questions.length > 0 ? questions.join('\n') : texts.join('\n'),
    })),
  ];
};

/** The known topics that these messages ask about. */
export function askedTopics(texts: readonly string[]): readonly string[] {
  const questions = texts.flatMap(questionsIn);
  return Object.keys(askWords).filter((topic) => isAbout(questions, topic));
}

function isAbout(questions: readonly string[], topic: string): boolean {
  const name = plain(topic);
  const words = Object.hasOwn(askWords, name) ? (askWords[name] ?? []) : [topic];
  return questions.some((question) => words.some((word) => hasWord(question, plain(word))));
}

/** The sentences of a message that end in a question mark, as the customer reads them. */
function questionsIn(text: string): readonly string[] {
  return readableText(text)
    .text.split(/\n|(?<=[.!?…])\s/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => /[?？]["')»”*_]*$/.test(sentence));
}

function hasWord(question: string, word: string): boolean {
  const text = plain(question);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = [text.slice(0, at).at(-1) ?? '', text.charAt(at + word.length)];
    if (!around.some((sign) => /[\p{L}\d]/u.test(sign))) return true;
  }
  return false;
}
