import type { ShopProduct } from '../shop/catalogue.ts';
import { replyButtons, suggestions, textMessage, type Step } from '../responseEvents.ts';
import { imageUrl, recommendation } from '../productEvents.ts';
import { theOneMeant } from '../words/pointedAt.ts';
import type { Responder, Said } from '../turn.ts';
import { priceText } from '../words/words.ts';
import { showFirst } from './products.ts';
import { plainAnswer } from './social.ts';

/** Asks about gift wrap with two buttons before a product goes into the cart. */
export const buy: Responder = (said) => {
  const product = theOneMeant(said);
  return product ? offerWrap(said, product) : showFirst(said);
};

export function offerWrap(said: Said, product: ShopProduct): readonly Step[] {
  const { memory, say, origin } = said;
  memory.focus = product;
  memory.pending = product;
  const image = { url: imageUrl(origin, product, memory.wishes.colour), caption: product.title };
  const buttons = [
    { id: `wrap:${product.id}`, text: say.yes },
    { id: `plain:${product.id}`, text: say.no },
  ];
  return [
    { events: [textMessage(say.giftWrap(product.title))] },
    { events: [replyButtons(say.giftHeader, buttons, image)] },
  ];
}

export function addToCart(said: Said, product: ShopProduct, isWrapped: boolean): readonly Step[] {
  const { memory, say } = said;
  memory.pending = undefined;
  memory.cart.push({ product, isWrapped });
  return [
    { events: [textMessage(say.added(product.title, isWrapped, total(said)))] },
    { events: [suggestions(say.chips.cart, say.chips.checkout, say.chips.delivery)] },
  ];
}

export const showCart: Responder = (said) => {
  const { memory, say } = said;
  const products = memory.cart.map(({ product }) => product);
  if (products.length === 0) return cartIsEmpty(said);
  return [
    { events: [textMessage(say.cart(total(said)))] },
    { events: [recommendation(said, products)] },
    { events: [suggestions(say.chips.checkout, say.chips.delivery, say.chips.returns)] },
  ];
};

const cartIsEmpty = plainAnswer(({ say }) => say.cartEmpty);

export const clearCart: Responder = (said) => {
  said.memory.cart = [];
  return plainAnswer(({ say }) => say.cartCleared)(said);
};

export const checkout: Responder = (said) => {
  const { memory, say, origin } = said;
  if (memory.cart.length === 0) return cartIsEmpty(said);
  const text = say.checkout(`${origin}/checkout`, total(said));
  return [
    { events: [textMessage(text)] },
    { events: [suggestions(say.chips.delivery, say.chips.returns, say.chips.person)] },
  ];
};

function total({ memory, language }: Said): string {
  const sum = memory.cart.reduce((all, { product }) => all + product.price, 0);
  return priceText(sum, language);
}
