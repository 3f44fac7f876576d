import { find, findCheaper, findDearer, findMore } from './answers/find.ts';
import { admitBot, explainHelp, greet, plainAnswer } from './answers/social.ts';
import type { Language } from './language.ts';
import type { Answer } from './turn.ts';

/** When a text matches in any language, that answer is given. The first rule that matches wins. */
export interface Rule extends Readonly<Record<Language, RegExp>> {
  readonly name: string;
  readonly answer: Answer;
}

/** To teach Sofia something, add a row. Patterns see plain text: lower case, no accents. */
export const rules: readonly Rule[] = [
  {
    name: 'cheaper',
    en: /^(something |anything |show me )?(cheaper|less expensive)( ones?)?\W*$|too expensive/,
    es: /^(algo |los |las )?mas (barat[oa]s?|economic[oa]s?)\W*$|muy car[oa]s?|menos car[oa]/,
    pt: /^(algo )?mais (barat[oa]s?|em conta)\W*$|muito car[oa]s?/,
    answer: findCheaper,
  },
  {
    name: 'dearer',
    en: /more expensive|premium|high.?end|better quality/,
    es: /mas car[oa]s?|gama alta|mejor calidad/,
    pt: /mais car[oa]s?|topo de linha|melhor qualidade/,
    answer: findDearer,
  },
  {
    name: 'more',
    en: /^(show me |any )?(more|others?)( of them| ones)?\W*$/,
    es: /^(muestrame |hay )?(mas|otr[oa]s)( opciones)?\W*$/,
    pt: /^(mostre |tem )?(mais|outr[oa]s)( opcoes)?\W*$/,
    answer: findMore,
  },
  {
    name: 'are you a bot',
    en: /are you (a |an )?(bot|robot|human|person|real|ai)\b/,
    es: /eres (un |una )?(bot|robot|human[oa]|persona|ia)\b/,
    pt: /(voce )?e (um |uma )?(bot|robo|human[oa]|pessoa|ia)\b/,
    answer: admitBot,
  },
  {
    name: 'greeting',
    en: /^(hi|hello|hey|good (morning|afternoon|evening))\b[^a-z]*(sofia)?\W*$/,
    es: /^(hola|buen[oa]s? (dias?|tardes|noches))\b[^a-z]*(sofia)?\W*$/,
    pt: /^(ola|oi|bom dia|boa (tarde|noite))\b[^a-z]*(sofia)?\W*$/,
    answer: greet,
  },
  {
    name: 'thanks',
    en: /\b(thanks|thank you|cheers)\b/,
    es: /\bgracias\b/,
    pt: /\bobrigad[oa]\b/,
    answer: plainAnswer(({ say }) => say.thanks),
  },
  {
    name: 'bye',
    en: /\b(bye|goodbye|see you)\b/,
    es: /\b(adios|hasta (luego|pronto)|chao)\b/,
    pt: /\b(tchau|ate (logo|mais|breve)|adeus)\b/,
    answer: plainAnswer(({ say }) => say.bye),
  },
  {
    name: 'help',
    en: /^help\b|what can you do|how does (this|it) work/,
    es: /^ayuda\b|que puedes hacer|como funciona/,
    pt: /^ajuda\b|o que voce (pode|sabe) fazer|como funciona/,
    answer: explainHelp,
  },
];

/** What is left over: a text with wishes is a search. */
export const search: Answer = find;
