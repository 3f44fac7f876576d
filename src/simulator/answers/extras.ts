import { catalogue } from '../shop/catalogue.ts';
import type { CategoryId } from '../shop/catalogueData.ts';
import {
  contentMessage,
  listMessage,
  suggestions,
  textMessage,
  type Step,
} from '../responseEvents.ts';
import { productUrl } from '../productEvents.ts';
import { searchProducts } from '../shop/search.ts';
import type { Responder, Said } from '../turn.ts';
import { categoryWords, priceText } from '../words/words.ts';

/** Lists, media and other responses that are not about single products. */

const shoes: readonly CategoryId[] = ['running-shoes', 'trail-shoes', 'sneakers', 'boots'];
const clothing: readonly CategoryId[] = ['jackets', 't-shirts', 'shorts', 'leggings', 'socks'];
const gear: readonly CategoryId[] = ['backpacks', 'watches', 'headphones', 'bottles', 'gift-cards'];

export const listCategories: Responder = (said) => {
  const { say } = said;
  const sections = [
    { title: say.shoesSection, rows: shoes.map((id) => categoryRow(said, id)) },
    { title: say.clothingSection, rows: clothing.map((id) => categoryRow(said, id)) },
    { title: say.gearSection, rows: gear.map((id) => categoryRow(said, id)) },
  ];
  const { categoriesHeader, categoriesButton, categoriesFooter } = say;
  return [
    textMessage(say.categoriesAsk),
    listMessage(categoriesHeader, categoriesButton, categoriesFooter, sections),
  ];
};

function categoryRow({ language, say }: Said, id: CategoryId) {
  const [cheapest] = searchProducts({ categories: [id] }, 'cheapest');
  const price = cheapest && cheapest.price > 0 ? cheapest.price : undefined;
  return {
    id: `category:${id}`,
    text: categoryWords[id][language],
    description: price === undefined ? say.anyAmount : say.from(priceText(price, language)),
  };
}

export const showSizeChart: Responder = ({ say, origin }) => {
  const imageContent = { url: `${origin}/images/size-chart.svg`, caption: say.sizeChart };
  return [contentMessage({ imageContent }), suggestions(say.chips.inStore, say.chips.returns)];
};

export const speak: Responder = ({ say, origin }) => [
  textMessage(say.voiceNote),
  contentMessage({ audioContent: { url: `${origin}/media/voice-note.wav` } }),
  suggestions(...say.chips.start),
];

/** An event that no client knows: real agents have private ones too (API notes, 5.5). */
export const tellNews: Responder = ({ say, origin }) => {
  const products = catalogue.filter(({ rating }) => rating === 4.9).slice(0, 2);
  const items = products.map((product) => ({
    productId: product.id,
    title: product.title,
    url: productUrl(origin, product),
  }));
  return [
    textMessage(say.news),
    { event: { newArrivalsEvent: { title: say.newsTitle, weekOf: '2026-11-23', items } } },
    suggestions(...products.map(({ title }) => title), say.chips.delivery),
  ];
};

const storyLines = 20;
const storyPauseMs = 1000;

/** Takes about 20 seconds at any pace, so that a tester can stop it midway. */
export const tellStory: Responder = ({ say }): readonly Step[] =>
  Array.from({ length: storyLines }, (_, index) => {
    const line = say.story[index] ?? say.storyGoesOn(index + 1);
    const text = index === storyLines - 1 ? say.storyEnd : line;
    return { ...textMessage(text), waitMs: storyPauseMs };
  });
