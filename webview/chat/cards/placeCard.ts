import { httpUrl } from '../../../src/shared/guards.ts';
import type { Location } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { cardIcons } from '../../cardIcons.ts';
import { el, icon } from '../../base/dom.ts';
import { mapAddress } from '../../mapAddress.ts';
import { link } from '../../text/markdown.ts';
import { strings } from '../../strings/strings.ts';

/** A location: name, address, coordinates as they came, and a way to see it on a map. */
export function placeCard(location: Location): HTMLElement {
  const { latitude, longitude, name, address } = location;
  const hasPoint = latitude !== undefined && longitude !== undefined;
  const url = httpUrl(mapAddress(location));
  return el(
    'div',
    { class: 'place' },
    icon(cardIcons.pin),
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
