import type { CategoryId } from '../shop/catalogueData.ts';
import type { Language } from './language.ts';

/** Names of the shop's things in each language. */

/** A name in each language. */
export type Names = Readonly<Record<Language, string>>;

export function names(en: string, es: string, pt: string): Names {
  return { en, es, pt };
}

interface Word extends Names {
  /** Matched against plain text: lower case, no accents. */
  readonly pattern: RegExp;
}

function word(words: Parameters<typeof names>, pattern: RegExp): Word {
  return { ...names(...words), pattern };
}

/** Plural names. When several patterns match, the earlier category wins. */
export const categoryWords: Readonly<Record<CategoryId, Word>> = {
  'trail-shoes': word(
    ['trail shoes', 'zapatillas de trail', 'tênis de trilha'],
    /trail(?: running)? (shoe|sneaker)|(zapatillas?|zapatos|tenis|calcados?) (de|para) (el |a )?(trail|trilha|montana)|trail running/,
  ),
  'running-shoes': word(
    ['running shoes', 'zapatillas de running', 'tênis de corrida'],
    /running (shoe|sneaker|trainer)|(zapatillas?|zapatos|tenis|calcados?) (de|para|pra) (el )?(running|correr|corrida)|shoes? (for|to) run/,
  ),
  boots: word(['hiking boots', 'botas de montaña', 'botas de caminhada'], /\b(boots?|botas?)\b/),
  sneakers: word(
    ['sneakers', 'zapatillas urbanas', 'tênis casuais'],
    /sneakers?|casual shoes?|(zapatillas|tenis) (urban|casua)/,
  ),
  jackets: word(
    ['jackets', 'chaquetas', 'jaquetas'],
    /jackets?|chaquetas?|chamarras?|jaquetas?|casacos?|fleece/,
  ),
  't-shirts': word(
    ['T-shirts', 'camisetas', 'camisetas'],
    /t-?shirts?|\btees?\b|camisetas?|playeras?/,
  ),
  shorts: word(
    ['shorts', 'pantalones cortos', 'shorts'],
    /\bshorts?\b(?! of)|pantalon(es)? cortos?|bermudas?/,
  ),
  leggings: word(
    ['leggings', 'mallas', 'leggings'],
    /leggings?|\btights?\b|mallas?|calcas? legging/,
  ),
  backpacks: word(['backpacks', 'mochilas', 'mochilas'], /backpacks?|rucksacks?|mochilas?/),
  watches: word(
    ['sports watches', 'relojes deportivos', 'relógios esportivos'],
    /\bwatch(es)?\b|reloj(es)?|relogios?/,
  ),
  headphones: word(
    ['headphones', 'auriculares', 'fones de ouvido'],
    /headphones?|earbuds?|auriculares|audifonos|fones?( de ouvido)?\b/,
  ),
  bottles: word(['bottles', 'botellas', 'garrafas'], /bottles?|flasks?|botellas?|garrafas?/),
  socks: word(['socks', 'calcetines', 'meias'], /\bsocks?\b|calcetin(es)?|\bmeias\b/),
  'gift-cards': word(
    ['gift cards', 'tarjetas de regalo', 'cartões-presente'],
    /gift cards?|voucher|tarjetas? (de )?regalo|cart(ao|oes)[ -]presente|vale[ -]presente/,
  ),
};

/** Customers who just say "shoes" mean all of these categories. */
export const shoePattern = /\bshoes?\b|zapat(os?|illas?)|\btenis\b|calcados?|footwear/;
export const shoeCategories: readonly CategoryId[] = ['running-shoes', 'sneakers', 'trail-shoes'];
export const shoeNames: Names = names('shoes', 'zapatillas', 'tênis');

/** Activities that imply a category when no product is named. */
export const activities: readonly (readonly [RegExp, CategoryId])[] = [
  [/\btrails?\b|trilhas?\b/, 'trail-shoes'],
  [
    /\b(run|runs|running|runner|marathon|jogging|correr|corrida|maraton|maratona)\b/,
    'running-shoes',
  ],
  [/hiking|\bhike|senderismo|caminhada|trekking/, 'boots'],
];

export const colourWords = {
  black: word(['black', 'negro', 'preto'], /\bblack\b|\bnegr[oa]s?\b|\bpret[oa]s?\b/),
  white: word(['white', 'blanco', 'branco'], /\bwhite\b|\bblanc[oa]s?\b|\bbranc[oa]s?\b/),
  grey: word(['grey', 'gris', 'cinza'], /\bgr[ea]y\b|\bgris(es)?\b|\bcinzas?\b/),
  blue: word(['blue', 'azul', 'azul'], /\bblue\b|\bazul(es)?\b|\bazuis\b/),
  red: word(['red', 'rojo', 'vermelho'], /\bred\b|\broj[oa]s?\b|\bvermelh[oa]s?\b/),
  green: word(['green', 'verde', 'verde'], /\bgreen\b|\bverdes?\b/),
  yellow: word(['yellow', 'amarillo', 'amarelo'], /\byellow\b|\bamarill[oa]s?\b|\bamarel[oa]s?\b/),
  orange: word(['orange', 'naranja', 'laranja'], /\borange\b|\bnaranjas?\b|\blaranjas?\b/),
  pink: word(['pink', 'rosa', 'rosa'], /\bpink\b|\brosas?\b/),
  purple: word(['purple', 'morado', 'roxo'], /\bpurple\b|\bmorad[oa]s?\b|\brox[oa]s?\b/),
  brown: word(['brown', 'marrón', 'marrom'], /\bbrown\b|\bmarron(es)?\b|\bmarrom\b|\bmarrons\b/),
} satisfies Readonly<Record<string, Word>>;

export type ColourId = keyof typeof colourWords;

export const colourIds = Object.keys(colourWords) as readonly ColourId[];

export const featureWords = {
  breathable: word(
    ['a breathable build', 'tejido transpirable', 'tecido respirável'],
    /breathab|transpirab|respirav/,
  ),
  cushioned: word(
    ['soft cushioning', 'amortiguación suave', 'amortecimento macio'],
    /cushion|amortigua|amortec/,
  ),
  durable: word(
    ['a tough outer', 'exterior resistente', 'exterior resistente'],
    /durable|tough|resistente|duravel/,
  ),
  grippy: word(['a grippy sole', 'suela con agarre', 'sola aderente'], /grip|agarre|aderen/),
  insulated: word(
    ['warm insulation', 'aislamiento térmico', 'isolamento térmico'],
    /insulat|\bwarm\b|abrigad|termic|quente/,
  ),
  light: word(
    ['very little weight', 'muy poco peso', 'muito pouco peso'],
    /\blight(weight|er)?\b|liger[oa]|\bleves?\b/,
  ),
  'noise-cancelling': word(
    ['noise cancelling', 'cancelación de ruido', 'cancelamento de ruído'],
    /noise|ruido/,
  ),
  pockets: word(
    ['handy pockets', 'bolsillos prácticos', 'bolsos práticos'],
    /pocket|bolsillo|bolsos/,
  ),
  'quick-dry': word(
    ['quick drying', 'secado rápido', 'secagem rápida'],
    /quick.?dry|secado rapido|secagem/,
  ),
  recycled: word(
    ['recycled material', 'material reciclado', 'material reciclado'],
    /recycled|recicla|sustainab|sostenib|sustentav/,
  ),
  reflective: word(
    ['reflective details', 'detalles reflectantes', 'detalhes refletivos'],
    /reflect|reflej|refleti/,
  ),
  soft: word(['a soft touch', 'tacto suave', 'toque macio'], /\bsoft\b|suaves?\b|maci[oa]/),
  stable: word(
    ['steady support', 'buen soporte', 'bom suporte'],
    /stab(le|ility)|support|estabil|soporte|suporte/,
  ),
  stretchy: word(['lots of stretch', 'gran elasticidad', 'muita elasticidade'], /stretch|elastic/),
  waterproof: word(
    ['a waterproof layer', 'capa impermeable', 'camada impermeável'],
    /water.?proof|rain\b|impermeab|impermeav|prova d.?agua|lluvia|chuva/,
  ),
  windproof: word(
    ['wind protection', 'protección contra el viento', 'proteção contra o vento'],
    /wind.?proof|\bwind\b|viento|vento/,
  ),
  'long-battery': word(
    ['a long-lasting battery', 'batería de larga duración', 'bateria de longa duração'],
    /battery|bateria/,
  ),
  gps: word(['GPS', 'GPS', 'GPS'], /\bgps\b/),
} satisfies Readonly<Record<string, Word>>;

export type FeatureId = keyof typeof featureWords;

export const featureIds = Object.keys(featureWords) as readonly FeatureId[];

const materials: Readonly<Record<string, Names>> = {
  aluminium: names('aluminium', 'aluminio', 'alumínio'),
  canvas: names('canvas', 'lona', 'lona'),
  cotton: names('cotton', 'algodón', 'algodão'),
  fleece: names('fleece', 'forro polar', 'fleece'),
  knit: names('knit', 'punto', 'malha'),
  leather: names('leather', 'cuero', 'couro'),
  mesh: names('mesh', 'malla', 'tela'),
  nylon: names('nylon', 'nailon', 'náilon'),
  paper: names('paper', 'papel', 'papel'),
  plastic: names('plastic', 'plástico', 'plástico'),
  polyester: names('polyester', 'poliéster', 'poliéster'),
  steel: names('steel', 'acero', 'aço'),
  suede: names('suede', 'gamuza', 'camurça'),
  titanium: names('titanium', 'titanio', 'titânio'),
  wool: names('wool', 'lana', 'lã'),
};

export function materialName(material: string, language: Language): string {
  return materials[material]?.[language] ?? material;
}

/** USD as the language writes it: $89.90 or US$ 89,90. */
export function priceText(price: number, language: Language): string {
  const digits = price.toFixed(2);
  return language === 'en' ? `$${digits}` : `US$ ${digits.replace('.', ',')}`;
}
