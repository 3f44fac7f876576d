import type { ShopProduct } from '../shop/catalogue.ts';
import { interactive, suggestions, textMessage, type Step } from '../responseEvents.ts';
import { imageUrl, recommendation } from '../productEvents.ts';
import type { Responder, Said } from '../turn.ts';
import { priceText } from '../words/words.ts';
import { aboutProduct } from './products.ts';
import { plainAnswer } from './social.ts';

/** Asks about gift wrap with two buttons before a product goes into the cart. */
export const buy = aboutProduct(offerWrap);

export function offerWrap(said: Said, product: ShopProduct): readonly Step[] {
  const { memory, say, origin } = said;
  memory.focus = product;
  memory.pending = product;
  const url = imageUrl(origin, product, memory.wishes.colour);
  const asset = { id: '', filename: '', url, caption: product.title };
  const buttons = [
    { id: `wrap:${product.id}`, text: say.yes },
    { id: `plain:${product.id}`, text: say.no },
  ];
  return [
    textMessage(say.giftWrap(product.title)),
    // The question is a message of its own, because the buttons have no documented body field.
    interactive({
      replyButtonMessage: {
        header: { text: say.giftHeader, attachment: { type: 'ATTACHMENT_TYPE_IMAGE', asset } },
        footer: { text: '' },
        buttons,
      },
    }),
  ];
}

export function addToCart(said: Said, product: ShopProduct, isWrapped: boolean): readonly Step[] {
  const { memory, say } = said;
  memory.pending = undefined;
  memory.cart.push(product);
  return [
    textMessage(say.added(product.title, isWrapped, total(said))),
    suggestions(say.chips.cart, say.chips.checkout, say.chips.delivery),
  ];
}

export const showCart: Responder = (said) => {
  const { memory, say } = said;
  if (memory.cart.length === 0) return cartIsEmpty(said);
  return [
    textMessage(say.cart(total(said))),
    recommendation(said, memory.cart),
    suggestions(say.chips.checkout, say.chips.delivery, say.chips.returns),
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
  return [
    textMessage(say.checkout(`${origin}/checkout`, total(said))),
    suggestions(say.chips.delivery, say.chips.returns, say.chips.person),
  ];
};

function total({ memory, language }: Said): string {
  const sum = memory.cart.reduce((all, { price }) => all + price, 0);
  return priceText(sum, language);
}
