import type { Location } from '../src/shared/model.ts';

/** Where a map shows the place; undefined where nothing says where it is. */
export function mapAddress({ latitude, longitude, name, address }: Location): string | undefined {
  const map = 'https://www.openstreetmap.org';
  if (latitude !== undefined && longitude !== undefined) {
    return `${map}/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  }
  const words = [name, address].filter(Boolean).join(', ');
  return words === '' ? undefined : `${map}/search?query=${encodeURIComponent(words)}`;
}
