import { seededRandom } from '../random.ts';

/** A store of the demo shop. */
export interface Store {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly latitude: number;
  readonly longitude: number;
}

export const stores: readonly [Store, ...Store[]] = [
  { id: '310', name: 'Centro', address: 'Plaza Mayor 12', latitude: -12.0464, longitude: -77.0428 },
  { id: '311', name: 'Costanera', address: 'Malecón 310', latitude: -12.132, longitude: -77.031 },
  {
    id: '312',
    name: 'Parque',
    address: 'Av. del Parque 5',
    latitude: -12.0975,
    longitude: -77.036,
  },
];

/** Pieces of a product in a store: always the same number, sometimes none. */
export function piecesInStore(storeId: string, productId: string): number {
  return Math.max(0, Math.floor(seededRandom(`${storeId} ${productId}`)() * 9) - 2);
}

/** The store nearest to a location, and its distance in kilometres. */
export function nearestStore(latitude: number, longitude: number): [Store, number] {
  const [first, ...others] = stores;
  return others.reduce<[Store, number]>(
    (best, store) => {
      const km = distanceKm(latitude, longitude, store);
      return km < best[1] ? [store, km] : best;
    },
    [first, distanceKm(latitude, longitude, first)],
  );
}

/** Great-circle distance (haversine). */
function distanceKm(latitude: number, longitude: number, store: Store): number {
  const radians = Math.PI / 180;
  const half = (a: number, b: number) => Math.sin(((a - b) * radians) / 2) ** 2;
  const chord =
    half(store.latitude, latitude) +
    Math.cos(latitude * radians) *
      Math.cos(store.latitude * radians) *
      half(store.longitude, longitude);
  return 12_742 * Math.asin(Math.sqrt(chord));
}
