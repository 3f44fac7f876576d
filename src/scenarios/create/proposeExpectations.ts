import { detectAll } from 'tinyld/light';
import { t } from '../../shared/l10n.ts';
import { lossNotes } from '../../shared/lossNotes.ts';
import type { Choice, Product } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import { ungrounded } from '../checks/products/groundedCheck.ts';
import { askedTopics } from '../checks/text/asksCheck.ts';
import { isLanguageOf, languageName } from '../checks/text/languageCheck.ts';
import { languageWords, wordCount } from '../checks/text/languageWords.ts';
import { parsePattern, plain } from '../file/textPattern.ts';
import { productProposals } from './productProposals.ts';
import { possible, type Proposals, quotedList, sensible, warning } from './proposedExpectation.ts';

export interface ProposalContext {
  /** What the customer said before the response, if it was text. */
  readonly said?: string;
  /** All that the customer said in the conversation; only what was said before by default. */
  readonly customerText?: string;
  /** The products of the whole conversation; only the response's by default. */
  readonly shownProducts?: readonly Product[];
  /** The recording's file name, as the scenario refers to it. */
  readonly recording?: string;
}

/** A slower machine or network must not fail the scenario. */
const latencyHeadroom = 2;
const latencyStepMs = 500;
const leastLatencyMs = 2_000;
const maxPhraseLength = 80;
/** Shorter texts are too short to identify. */
const leastLanguageWords = 6;
/** How many times likelier than the next guess the language must be. */
const leastLead = 1.5;

/** Expectations that hold for this response. */
export function proposeExpectations(answer: Answer, context: ProposalContext = {}): Proposals {
  const { said = '', recording } = context;
  const asRecorded = t('The same response as recorded, except for IDs and times');
  return [
    ...textProposals(answer, context),
    ...productProposals(answer, budgetIn(said)),
    ...groundedProposals(answer),
    ...askProposals(answer),
    ...choiceProposals(answer),
    ...handoverProposals(answer),
    ...latencyProposals(answer),
    ...soundnessProposals([answer]).map((one) => ({ ...one, isChosen: false })),
    ...(recording === undefined ? [] : [possible(asRecorded, { baseline: recording })]),
  ];
}

/** Possible expectations of the whole conversation. */
export function soundnessProposals(answers: readonly Answer[]): Proposals {
  const isKnown = answers.every(({ events }) => events.every(({ type }) => type !== 'unknown'));
  const isReadable = answers.every(
    ({ failures, events }) =>
      failures.length === 0 && events.every((event) => lossNotes(event).length === 0),
  );
  return [
    ...(isKnown ? [sensible(t('No undocumented events'), { unknownEvents: 'none' })] : []),
    ...(isReadable ? [sensible(t('No unreadable lines'), { malformedLines: 'none' })] : []),
  ];
}

function textProposals(answer: Answer, context: ProposalContext): Proposals {
  const { texts, events } = answer;
  const kinds = [...new Set(events.map(({ kind }) => kind))].filter((kind) => kind.trim() !== '');
  const count = texts.length;
  const exactly = count === 1 ? t('Exactly 1 message') : t('Exactly {0} messages', String(count));
  return [
    ...(count > 0
      ? [
          sensible(t('At least 1 message'), { messages: { min: 1 } }),
          possible(exactly, { messages: count }),
        ]
      : []),
    ...languageProposals(answer, context),
    ...phrasesOf(texts).map((phrase) =>
      possible(t('The text contains {0}', quotedList([phrase])), { text: { contains: phrase } }),
    ),
    ...(kinds.length > 0
      ? [possible(t('Events include {0}', kinds.join(', ')), { events: { present: kinds } })]
      : []),
  ];
}

/** Not ticked in another language than the customer's: it was hardly wanted, or is wrongly guessed. */
function languageProposals(
  { texts, products }: Answer,
  { said = '', customerText = said, shownProducts = products }: ProposalContext,
): Proposals {
  const language = languageOf(texts, shownProducts);
  if (language === undefined) return [];
  const isTold = wordCount(customerText) >= leastLanguageWords;
  const isOther = isTold && isLanguageOf(language, customerText) === false;
  const propose = isOther ? possible : sensible;
  return [propose(t('The language is {0}', languageName(language)), { language })];
}

/**
 * The language of the text, if there is enough to be sure. Product titles and what is bold do not
 * count; if they mislead the guess for the full text, no language is proposed.
 */
function languageOf(texts: readonly string[], products: readonly Product[]): string | undefined {
  const words = languageWords(texts, products);
  const [best, next] = wordCount(words) < leastLanguageWords ? [] : detectAll(words);
  const isSure = best && best.accuracy > (next?.accuracy ?? 0) * leastLead;
  if (!isSure || !/^[a-z]{2}$/.test(best.lang)) return undefined;
  return detectAll(texts.join('\n'))[0]?.lang === best.lang ? best.lang : undefined;
}

/** Only if the agent shows products and its text about them is correct. */
function groundedProposals(answer: Answer): Proposals {
  const { products, texts } = answer;
  if (products.length === 0 || texts.length === 0) return [];
  if (ungrounded([answer], [], 'conversation').length > 0) return [];
  return [possible(t('The text mentions only prices that were shown'), { grounded: true })];
}

function askProposals({ texts }: Answer): Proposals {
  return askedTopics(texts).map((topic) =>
    possible(t('A question about {0}', topic), { asks: [topic] }),
  );
}

/** The first sentence of each message, if it is short enough. */
function phrasesOf(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const [line = ''] = text.trim().split('\n', 1);
    const [sentence = ''] = /^.*?[.!?…](?=\s|$)/u.exec(line) ?? [line];
    const phrase = sentence.trim();
    return isPhrase(phrase) && phrase.length <= maxPhraseLength ? [phrase] : [];
  });
}

/** Text that can be searched for literally. */
function isPhrase(text: string): boolean {
  return plain(text) !== '' && parsePattern(text).type === 'text';
}

function choiceProposals({ suggestions, buttons, rows }: Answer): Proposals {
  return [
    ...listProposals('suggestions', suggestions),
    ...listProposals('buttons', textsOf(buttons)),
    ...listProposals('rows', textsOf(rows)),
  ];
}

function textsOf(choices: readonly Choice[]): readonly string[] {
  return choices.flatMap(({ text }) => text ?? []);
}

function listProposals(
  kind: 'suggestions' | 'buttons' | 'rows',
  all: readonly string[],
): Proposals {
  if (all.length === 0) return [];
  const include = [...new Set(all.filter(isPhrase))];
  const names = quotedList(include);
  const some = {
    suggestions: t('At least 1 suggested reply'),
    buttons: t('At least 1 button'),
    rows: t('At least 1 row'),
  }[kind];
  const named = {
    suggestions: t('Suggested replies include {0}', names),
    buttons: t('Buttons include {0}', names),
    rows: t('Rows include {0}', names),
  }[kind];
  // Buttons keep their names, so these are chosen rather than the count.
  const [forCount, forNames] = kind === 'buttons' ? [possible, sensible] : [sensible, possible];
  const count = { [kind]: { count: { min: 1 } } };
  if (include.length === 0) return [sensible(some, count)];
  return [forCount(some, count), forNames(named, { [kind]: { include } })];
}

function handoverProposals({ handovers }: Answer): Proposals {
  const kind = handovers.find(({ triggered }) => triggered)?.kind;
  if (!kind) return [sensible(t('No handover'), { handover: 'forbidden' })];
  return [
    sensible(t('A handover'), { handover: 'required' }),
    possible(t('A handover of kind {0}', kind), { handover: { kind } }),
  ];
}

function latencyProposals({ stats }: Answer): Proposals {
  if (!stats) return [];
  const wantedMs = Math.max(leastLatencyMs, stats.totalMs * latencyHeadroom);
  const totalMs = Math.ceil(wantedMs / latencyStepMs) * latencyStepMs;
  return [
    warning(t('Full response within {0} s', String(totalMs / 1000)), { latency: { totalMs } }),
  ];
}

const limits = [
  'under|below|less than|cheaper than|up to|at most|max(?:imum)?|budget (?:of|is)',
  'hasta|menos de|por debajo de|máximo|presupuesto (?:de|es)',
  'até|abaixo de|orçamento (?:de|é)',
].join('|');
const currency = String.raw`(?:[A-Z]{0,3}\p{Sc}|[A-Z]{3}\b|de\b)`;
const budget = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:${limits})\.?\s*(?:${currency}\s*){0,2}(\d[\d.,]*)`,
  'iu',
);

/** The customer's price limit, if the text states one explicitly. */
export function budgetIn(text: string): number | undefined {
  const [, digits] = budget.exec(text) ?? [];
  return digits === undefined ? undefined : amountOf(digits.replace(/(?<![.,])[.,]+$/, ''));
}

/** The last point or comma is the decimal mark, unless it occurs before or three digits follow. */
function amountOf(digits: string): number {
  const [, whole = digits, mark = '', rest = ''] = /^(.*)([.,])(\d+)$/.exec(digits) ?? [];
  const isDecimal = mark !== '' && rest.length !== 3 && !whole.includes(mark);
  const integer = (isDecimal ? whole : digits).replace(/[.,]/g, '');
  return Number(isDecimal ? `${integer}.${rest}` : integer);
}
