import { addToCart } from '../answers/cart.ts';
import { explainHelp, greet, plainAnswer } from '../answers/social.ts';
import type { Responder } from '../turn.ts';
import type { RuleTable } from './rule.ts';

/** "Yes" or "no" to gift wrap, if Sofia has asked about it. */
function answerWrap(isWrapped: boolean): Responder {
  return (said) => {
    const { pending } = said.memory;
    return pending ? addToCart(said, pending, isWrapped) : greet(said);
  };
}

/** Small talk, and replies to Sofia's questions. */
export const talkRules: RuleTable = {
  yes: {
    en: /^(yes|yep|sure|ok|okay)\b( please)?\W*$|^yes, please/,
    es: /^(si|claro|vale)\b(,? por favor)?\W*$/,
    pt: /^(sim|claro)\b(,? por favor)?\W*$/,
    answer: answerWrap(true),
  },
  no: {
    en: /^(no|nope)\b(,? thanks?( you)?)?\W*$/,
    es: /^no(,? gracias)?\W*$/,
    pt: /^nao(,? obrigad[oa])?\W*$/,
    answer: answerWrap(false),
  },
  greeting: {
    en: /^(hi|hello|hey|good (morning|afternoon|evening))\b[^a-z]*((there|sofia)\W*)?$/,
    es: /^(hola|buen[oa]s?( dias?| tardes| noches)?)\b[^a-z]*(sofia\W*)?$/,
    pt: /^(ola|oi|bom dia|boa (tarde|noite))\b[^a-z]*(sofia\W*)?$/,
    answer: greet,
  },
  thanks: {
    en: /\b(thanks|thank you|cheers)\b/,
    es: /\bgracias\b/,
    pt: /\bobrigad[oa]\b|\bvaleu\b/,
    answer: plainAnswer(({ say }) => say.thanks),
  },
  bye: {
    en: /\b(bye|goodbye|see you)\b/,
    es: /\b(adios|hasta (luego|pronto)|chao)\b/,
    pt: /\b(tchau|ate (logo|mais|breve)|adeus)\b/,
    answer: plainAnswer(({ say }) => say.bye),
  },
  help: {
    en: /^help\b|what can you do|how does (this|it) work/,
    es: /^ayuda\b|que puedes hacer|como funciona/,
    pt: /^ajuda\b|o que voce (pode|sabe) fazer|como funciona/,
    answer: explainHelp,
  },
};
