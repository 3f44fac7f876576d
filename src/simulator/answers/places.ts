import {
  contentMessage,
  handover,
  listMessage,
  suggestions,
  textMessage,
  type Step,
} from '../responseEvents.ts';
import { theOneMeant } from '../words/pointedAt.ts';
import { nearestStore, piecesInStore, stores, type Store } from '../shop/stores.ts';
import type { Responder, Said } from '../turn.ts';

/**
 * A product's stock at the chosen store; without one, its stock in each store as a list to choose
 * from.
 */
export const inStore: Responder = (said) => {
  const { memory, say } = said;
  const product = theOneMeant(said);
  if (product) memory.focus = product;
  if (memory.store && product) return stockAt(said, memory.store);
  const rows = stores.map(({ id, name, address }) => ({
    id: `store:${id}`,
    text: name,
    description: product ? `${address} · ${say.pieces(piecesInStore(id, product.id))}` : address,
  }));
  const sections = [{ title: say.storesHeader, rows }];
  const intro = product ? say.inStores(product.title) : `${say.storesHeader}:`;
  return [
    textMessage(intro),
    listMessage(say.storesHeader, say.storesButton, say.storesFooter, sections),
    suggestions(say.chips.stores, say.chips.nearest),
  ];
};

/** Makes a store the customer's own, and tells its stock of the current product. */
export function chooseStore(said: Said, store: Store): readonly Step[] {
  said.memory.store = store;
  return [textMessage(said.say.storeChosen(store.name)), ...stockAt(said, store)];
}

function stockAt(said: Said, store: Store): readonly Step[] {
  const { say, memory } = said;
  const product = memory.focus ?? memory.shown[0];
  if (!product) return [suggestions(...say.chips.start)];
  const count = piecesInStore(store.id, product.id);
  return [
    textMessage(say.storeHas(store.name, product.title, count)),
    suggestions(say.chips.stores, say.chips.buyFirst),
  ];
}

/** The location of the customer's own store, or else of the main store. */
export const whereWeAre: Responder = ({ memory, say }) => [
  textMessage(say.whereWeAre),
  storeLocation(memory.store ?? stores[0]),
  suggestions(say.chips.nearest, say.chips.inStore),
];

function storeLocation({ name, address, latitude, longitude }: Store) {
  return contentMessage({ locationContent: { latitude, longitude, name, address } });
}

export const findNearest: Responder = ({ say }) => [
  textMessage(say.shareLocation),
  handover('locationQuery'),
];

/** The response to a shared location. */
export function nearestTo(said: Said, latitude: number, longitude: number): readonly Step[] {
  const [store, km] = nearestStore(latitude, longitude);
  said.memory.store = store;
  const text = said.say.nearest(store.name, Number.isFinite(km) ? km.toFixed(1) : '?');
  return [textMessage(text), storeLocation(store), ...stockAt(said, store)];
}
