import { buy, checkout, clearCart, showCart } from '../answers/cart.ts';
import { findBest, findCheaper, findDearer, findLike, findMore } from '../answers/find.ts';
import { checkFeature, compare, details } from '../answers/products.ts';
import { featureWords } from '../words/words.ts';
import type { RuleTable } from './rule.ts';

const anyFeature = Object.values(featureWords)
  .map(({ pattern }) => pattern.source)
  .join('|');

/** What customers say when they look at products. */
export const buyingRules: RuleTable = {
  'is it waterproof': {
    en: new RegExp(
      `^(is|are|does|do) (it|this|that|they|these|the \\w+( one)?)\\b.*(${anyFeature})`,
    ),
    es: new RegExp(`^(es|son|tienen?|el \\w+ es) .*(${anyFeature})`),
    pt: new RegExp(`^(e|sao|tem|o \\w+ e) .*(${anyFeature})`),
    answer: checkFeature,
  },
  recommend: {
    en: /recommend|suggest|which (one )?(is|would be) (the )?best|best ?sellers?/,
    es: /recom(ie|e)nd|suger|cual es (el |la )?mejor|mas vendid/,
    pt: /recomend|suger|qual e (o |a )?melhor|mais vendid/,
    answer: findBest,
  },
  compare: {
    en: /\bcompar(e|ison)|difference between|\bversus\b|\bvs\b/,
    es: /\bcompar|diferencia entre/,
    pt: /\bcompar|diferenca entre/,
    answer: compare,
  },
  'empty the cart': {
    en: /(empty|clear) (my|the) cart/,
    es: /vacia(r)? (mi |el )?carrito/,
    pt: /(esvazi(e|ar)|limp(e|ar)) (o |meu )*carrinho/,
    answer: clearCart,
  },
  'show the cart': {
    en: /(show|see|view|open|what('?s| is) in) (me )?(my|the) (cart|basket)|^(my )?cart\W*$/,
    es: /(ver|muestra(me)?|que hay en) (en )?(mi |el )?carrito|^(mi )?carrito\W*$/,
    pt: /(ver|mostr[ea]|o que (tem|ha) n?o) (o )?(meu )?carrinho|^(meu )?carrinho\W*$/,
    answer: showCart,
  },
  buy: {
    en: /\badd\b.*\b(cart|basket)|\bi('?ll| will)? (take|want to buy|buy)\b|\bbuy (it|this|that|the)\b/,
    es: /(anad|agreg|pon).*carrito|me (lo |la )?llevo|comprar (el|la|lo|este|esta)\b/,
    pt: /(adicion|coloc|poe|por ).*carrinho|vou levar|(quero )?comprar (o|a|este|esta|esse|essa)\b/,
    answer: buy,
  },
  checkout: {
    en: /check ?out|\bpay\b/,
    es: /\bpagar\b|finalizar (la )?compra/,
    pt: /\bpagar\b|finalizar (a )?compra|fechar (o )?pedido/,
    answer: checkout,
  },
  similar: {
    en: /similar|alike|like (it|this|that) one|others like/,
    es: /parecid|similar/,
    pt: /parecid|similar|semelhant/,
    answer: findLike,
  },
  details: {
    en: /tell me (more )?about (it|this|that|the (first|second|third|fourth|last))|more (details|info)|how much (is|does|are)|price of (it|the)|(what|which) colou?rs|\bdetails\b|(first|second|third|fourth|last) one\W*$/,
    es: /cuentame mas|mas (detalles|informacion)|cuanto (cuesta|vale|sale)|precio de(l| la)|que colores|(dime|saber) mas|^(el|la) (primer|segund|tercer|cuart|ultim)[oa]?\W*$/,
    pt: /(fale|conte)( me)? mais|mais (detalhes|informac)|quanto custa|preco d[oa]|quais cores|saber mais|^(o|a) (primeir|segund|terceir|quart|ultim)[oa]\W*$/,
    answer: details,
  },
  cheaper: {
    en: /^(something |anything |show me |do you have )*(a bit )?(cheaper|less expensive)( ones?)?\W*$|too expensive/,
    es: /^(algo |alguno |los |las )?(un poco )?mas (barat[oa]s?|economic[oa]s?)\W*$|(muy|demasiado) car[oa]s?/,
    pt: /^(algo |algum )?(um pouco )?mais (barat[oa]s?|em conta)\W*$|(muito|caro demais|car[oa]s? demais)( car[oa]s?)?\W*$/,
    answer: findCheaper,
  },
  dearer: {
    en: /more expensive|premium|high.?end|better quality/,
    es: /mas car[oa]s?|gama alta|mejor calidad/,
    pt: /mais car[oa]s?|topo de linha|melhor qualidade/,
    answer: findDearer,
  },
  more: {
    en: /^(show me |any |are there )?(more|others?)( of them| ones| options)?\W*$/,
    es: /^(muestrame |hay )?(mas|otr[oa]s)( opciones)?\W*$/,
    pt: /^(mostre |tem )?(mais|outr[oa]s)( opcoes)?\W*$/,
    answer: findMore,
  },
};
