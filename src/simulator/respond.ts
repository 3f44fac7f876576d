import { typedFault } from './answers/runCommand.ts';
import { addToCart, offerWrap } from './answers/cart.ts';
import { findAnew, findSimilar } from './answers/find.ts';
import { takeForm } from './answers/handovers.ts';
import { chooseStore, nearestTo } from './answers/places.ts';
import { viewLink } from './answers/products.ts';
import { plainAnswer } from './answers/social.ts';
import { findProduct, type ShopProduct } from './shop/catalogue.ts';
import { categoryIds } from './shop/catalogueData.ts';
import { answerText, heard } from './dialogue.ts';
import { textMessage, type Step } from './responseEvents.ts';
import type { FaultCall } from './faults/faults.ts';
import { readInputs, type Heard } from './inputs.ts';
import { stores } from './shop/stores.ts';
import type { Said, Scene } from './turn.ts';

/** Sofia's response to the input events of one turn, in order. */
export function* respond(inputEvents: readonly unknown[], scene: Scene): Generator<Step> {
  for (const input of readInputs(inputEvents)) yield* answerInput(input, scene);
}

/** The fault that the customer typed in this turn. */
export function askedFault(inputEvents: readonly unknown[]): FaultCall | undefined {
  return readInputs(inputEvents)
    .map((input) => (input.type === 'text' ? typedFault(input.text) : undefined))
    .find((fault) => fault);
}

function answerInput(input: Heard, scene: Scene): Iterable<Step> {
  const said = heard(input.type === 'image' ? input.caption : '', scene);
  switch (input.type) {
    case 'text':
      return answerText(input.text, scene);
    case 'context':
      // The caller's own greeting (API notes, 5.28): Sofia remembers it and does not respond.
      scene.memory.isGreeted = true;
      return [];
    case 'image':
      return [textMessage(said.say.sawImage), ...findSimilar(said)];
    case 'audio':
      return plainAnswer(({ say }) => say.heardAudio)(said);
    case 'location':
      return nearestTo(said, input.latitude, input.longitude);
    case 'choice':
      return answerChoice(said, input.id, input.title, scene);
    case 'form':
      return takeForm(said, input.data);
    case 'store': {
      const store = stores.find(({ id, name }) => id === input.storeId || name === input.name);
      const name = input.name || input.storeId;
      return chooseStore(said, store ?? { ...stores[0], id: input.storeId, name });
    }
    case 'unknown':
      return plainAnswer(({ say }) => say.unknownInput)(said);
  }
}

/** Actions of our own buttons and rows, by the first part of their IDs. */
const choices: Readonly<Record<string, (said: Said, product: ShopProduct) => Iterable<Step>>> = {
  buy: offerWrap,
  similar: (said, product) => findSimilar(said, product),
  view: viewLink,
  wrap: (said, product) => addToCart(said, product, true),
  plain: (said, product) => addToCart(said, product, false),
};

/**
 * Responds to a button or a row. Ours are found by ID; for any other, its title counts as typed.
 */
function answerChoice(said: Said, id: string, title: string, scene: Scene): Iterable<Step> {
  const [action = '', ...rest] = id.split(':');
  const target = rest.join(':');
  const product = findProduct(target);
  if (product && Object.hasOwn(choices, action)) return choices[action]?.(said, product) ?? [];
  const category = categoryIds.find((known) => id === `category:${known}`);
  if (category) return findAnew(said, { categories: [category] });
  const store = stores.find((known) => id === `store:${known.id}`);
  if (store) return chooseStore(said, store);
  if (title !== '') return answerText(title, scene);
  return plainAnswer(({ say }) => say.unknownChoice(id))(said);
}
