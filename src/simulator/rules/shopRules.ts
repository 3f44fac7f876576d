import { listCategories, showSizeChart, speak, tellNews, tellStory } from '../answers/extras.ts';
import { inStore, whereWeAre } from '../answers/places.ts';
import { picture } from '../answers/products.ts';
import { plainAnswer } from '../answers/social.ts';
import type { Said } from '../turn.ts';
import type { RuleTable } from './rule.ts';

const withReturns = ({ say }: Said): readonly string[] => [say.chips.returns, ...say.chips.start];

/** Questions about the shop: places, lists, media and terms. */
export const shopRules: RuleTable = {
  'in store': {
    en: /\b(in|at) (a |the |your )?(store|shop)s?\b(?! (open|hours))|pick ?up/,
    es: /\ben (la |las |una |su |sus |alguna )?tiendas?\b|recoger/,
    pt: /\b(na|nas|em|numa) (sua |suas |alguma )?lojas?\b|retirar/,
    answer: inStore,
  },
  'where are you': {
    en: /where are (you|your)|(store|shop) (location|address)|your (address|stores)/,
    es: /donde (estan|queda|quedan|se encuentran)|direccion|sus tiendas/,
    pt: /onde (voces )?(ficam?|estao)|onde fica|endereco|suas lojas/,
    answer: whereWeAre,
  },
  categories: {
    en: /categor|what (do|can) you (sell|have|offer)|what kinds? of/,
    es: /categori|que (venden|vendes|tienen|tienes|ofrecen)\b/,
    pt: /categori|o que (voces? )?(vende|vendem|tem|oferecem)\b/,
    answer: listCategories,
  },
  'size chart': {
    en: /siz(e|ing) (chart|guide|table)|what size/,
    es: /(tabla|guia) de tallas|que talla/,
    pt: /(tabela|guia) de (tamanhos?|medidas)|qual tamanho/,
    answer: showSizeChart,
  },
  voice: {
    en: /voice|aloud|\bspeak up\b|\baudio\b|say (it|that) out/,
    es: /nota de voz|en voz alta|\baudio\b|mensaje de voz/,
    pt: /nota de voz|em voz alta|\baudio\b|mensagem de voz/,
    answer: speak,
  },
  picture: {
    en: /\b(picture|photo|image)s?\b|what does it look like/,
    es: /\bfotos?\b|imagen/,
    pt: /\bfotos?\b|imagem/,
    answer: picture,
  },
  news: {
    en: /(anything|something|what('?s| is)) new|new arrivals|latest/,
    es: /novedad|que hay de nuevo|algo nuevo/,
    pt: /novidade|o que ha de novo|algo novo/,
    answer: tellNews,
  },
  story: {
    en: /\bstory\b/,
    es: /\b(un|una|el) (cuento|historia)\b/,
    pt: /\b(uma|um|a) (historia|conto)\b/,
    answer: tellStory,
  },
  payment: {
    en: /payment|how (can|do) i pay|pay with|credit card/,
    es: /(formas?|metodos?|medios?) de pago|como (puedo )?pag|pagar con/,
    pt: /formas? de pagamento|como (posso )?pag|pagar com|\bpix\b/,
    answer: plainAnswer(({ say }) => say.payment, withReturns),
  },
  delivery: {
    en: /deliver|shipping|\bship\b/,
    es: /envio|entrega|envian/,
    pt: /entrega|frete|envio|enviam/,
    answer: plainAnswer(({ say }) => say.delivery, withReturns),
  },
  returns: {
    en: /\breturn|refund|exchange/,
    es: /devol|devuel|reembols|cambio/,
    pt: /devol|reembols|troca/,
    answer: plainAnswer(({ say }) => say.returns),
  },
  'opening hours': {
    en: /opening|what time|(store|shop) hours|when (are|do) you open|open on/,
    es: /horario|a que hora|cuando abren/,
    pt: /horario|que horas|quando abre/,
    answer: plainAnswer(({ say }) => say.hours),
  },
  discount: {
    en: /discount|coupon|promo/,
    es: /descuento|cupon|promo/,
    pt: /desconto|cupom|promo/,
    answer: plainAnswer(({ say }) => say.discount),
  },
  warranty: {
    en: /warranty|guarantee/,
    es: /garantia/,
    pt: /garantia/,
    answer: plainAnswer(({ say }) => say.warranty, withReturns),
  },
  languages: {
    en: /(do you |can you )?speak (english|spanish|portuguese)|what languages/,
    es: /habl(as|an) (espanol|ingles|portugues)|que idiomas/,
    pt: /fala(m)? (portugues|ingles|espanhol)|que idiomas|quais idiomas/,
    answer: plainAnswer(({ say }) => say.languageName),
  },
};
