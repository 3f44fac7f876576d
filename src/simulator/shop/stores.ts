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
  const distances = stores.map((store) => distanceKm(latitude, longitude, store));
  // The first one where there is no distance.
  const nearest = Math.max(0, distances.indexOf(Math.min(...distances)));
  return [stores[nearest] ?? stores[0], distances[nearest] ?? NaN];
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
