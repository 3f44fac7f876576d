import type { ShopProduct } from '../shop/catalogue.ts';
import {
  contentMessage,
  interactive,
  suggestions,
  textMessage,
  type Step,
} from '../responseEvents.ts';
import {
  colourNames,
  imageUrl,
  productDescription,
  productPrice,
  productUrl,
  recommendation,
} from '../productEvents.ts';
import { pointedAt, theOneMeant } from '../words/pointedAt.ts';
import type { Responder, Said } from '../turn.ts';
import { featureWords, materialName } from '../words/words.ts';
import { find } from './find.ts';
import { plainAnswer } from './social.ts';

const showFirst = plainAnswer(({ say }) => say.showFirst);

/** A response about the one product that is meant. */
export function aboutProduct(
  answer: (said: Said, product: ShopProduct) => Iterable<Step>,
): Responder {
  return (said) => {
    const product = theOneMeant(said);
    return product ? answer(said, product) : showFirst(said);
  };
}

/** Compares two products in a list, because a table does not fit a narrow chat. */
export const compare: Responder = (said) => {
  const { memory, say } = said;
  const chosen = pointedAt(said);
  const [first, second] = chosen.length > 1 ? chosen : memory.shown;
  if (!first || !second) return showFirst(said);
  memory.shown = [first, second];
  memory.focus = undefined;
  const cheaper = first.price <= second.price ? first : second;
  const better = first.rating >= second.rating ? first : second;
  const rows = properties(said).map(
    ([name, read]) => `- ${name}: ${read(first)} · ${read(second)}`,
  );
  const intro = say.compare(first.title, second.title);
  return [
    textMessage(`${intro}\n\n${rows.join('\n')}`),
    recommendation(said, [first, second]),
    textMessage(say.verdict(cheaper.title, better.title)),
    suggestions(say.chips.first, say.chips.buyFirst, say.chips.inStore),
  ];
};

type Property = readonly [name: string, read: (product: ShopProduct) => string];

function properties(said: Said): readonly Property[] {
  const { say, language } = said;
  const sizes = ({ sizes: all }: ShopProduct) =>
    all.length > 1 ? `${all[0]}–${all.at(-1)}` : (all[0] ?? '–');
  return [
    [say.price, (product) => `**${productPrice(said, product)}**`],
    [say.rating, ({ rating }) => `${rating}/5`],
    [say.material, ({ material }) => materialName(material, language)],
    [say.colours, (product) => colourNames(said, product).join(', ')],
    [say.sizes, sizes],
  ];
}

/** Everything about one product, with buttons to act on it. */
export const details = aboutProduct(describe);

export function describe(said: Said, product: ShopProduct): readonly Step[] {
  const { memory, say } = said;
  memory.focus = product;
  if (!memory.shown.includes(product)) memory.shown = [product];
  const price = productPrice(said, product);
  const facts = properties(said)
    .slice(1)
    .map(([name, read]) => `- ${name}: ${read(product)}`);
  const text = `**${product.title}**, ${price}. ${productDescription(said, product)}`;
  return [
    textMessage(`${text}\n\n${facts.join('\n')}`),
    singleProduct(said, product),
    suggestions(say.chips.inStore, say.chips.sizes, say.chips.returns),
  ];
}

/** Answers "is it waterproof?" with yes or no; after a no, shows products that are. */
export const checkFeature: Responder = (said) => {
  const { wishes, say, language } = said;
  const product = theOneMeant(said);
  if (!product || !wishes.feature) return find(said);
  const feature = featureWords[wishes.feature][language];
  if (!product.features.includes(wishes.feature)) {
    return [textMessage(say.lacks(product.title, feature)), ...find(said)];
  }
  return [
    textMessage(say.has(product.title, feature)),
    suggestions(say.chips.inStore, say.chips.buyFirst, say.chips.returns),
  ];
};

/**
 * Only footer, actionButton and buttons are documented; the other keys are our guess (API notes,
 * 3.1).
 */
function singleProduct(said: Said, product: ShopProduct): Step {
  const { say, origin, memory } = said;
  const { id, title } = product;
  const url = imageUrl(origin, product, memory.wishes.colour);
  const attachment = {
    type: 'ATTACHMENT_TYPE_IMAGE',
    asset: { id: '', url, caption: title, filename: '' },
  };
  const singleProductMessage = {
    header: { text: title, attachment },
    body: { text: productPrice(said, product) },
    footer: { text: say.detailsFooter },
    actionButton: { id: `view:${id}`, text: say.view },
    buttons: [
      { id: `buy:${id}`, text: say.addToCart },
      { id: `similar:${id}`, text: say.similar },
    ],
  };
  return interactive({ singleProductMessage });
}

/** An image as customers ask for it: text and image in one message. */
export const picture = aboutProduct((said, product) => {
  const { memory, say, origin } = said;
  memory.focus = product;
  const url = imageUrl(origin, product, said.wishes.colour ?? memory.wishes.colour);
  return [
    contentMessage({
      textContent: { text: say.picture(product.title) },
      imageContent: { url, caption: product.title },
    }),
    suggestions(say.chips.first, say.chips.buyFirst),
  ];
});

/** A link to the product's page, for the "view" button. */
export function viewLink({ say, origin }: Said, product: ShopProduct): readonly Step[] {
  const link = `[${product.title}](${productUrl(origin, product)})`;
  return [textMessage(`${say.view}: ${link}`)];
}
