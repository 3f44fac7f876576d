import { httpUrl } from '../../../src/shared/guards.ts';
import type { Location } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, iconElement } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import { link } from '../../text/markdown.ts';

/** A location: name, address, coordinates as received, and a link to a map. */
export function placeCard(location: Location): HTMLElement {
  const { latitude, longitude, name, address } = location;
  const hasPoint = latitude !== undefined && longitude !== undefined;
  const url = httpUrl(mapAddress(location));
  return el(
    'div',
    { class: 'place' },
    iconElement(cardIcons.pin),
    el(
      'div',
      { class: 'place-text' },
      el('p', { class: 'place-name', dir: 'auto' }, visibleText(name || strings.location)),
      address && el('p', { dir: 'auto' }, visibleText(address)),
      hasPoint && el('p', { class: 'muted coordinates' }, `${latitude}, ${longitude}`),
      url && el('p', { class: 'source' }, link(url, strings.openMap)),
    ),
  );
}

/** The URL of a map that shows the place; undefined if it has no coordinates, name or address. */
export function mapAddress({ latitude, longitude, name, address }: Location): string | undefined {
  const map = 'https://www.openstreetmap.org';
  if (latitude !== undefined && longitude !== undefined) {
    return `${map}/?mlat=${latitude}&mlon=${longitude}#map=16/${latitude}/${longitude}`;
  }
  const words = [name, address].filter(Boolean).join(', ');
  return words === '' ? undefined : `${map}/search?query=${encodeURIComponent(words)}`;
}
