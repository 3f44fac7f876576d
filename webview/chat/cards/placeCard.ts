import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { httpUrl } from '../../../src/shared/guards.ts';
import type { Location } from '../../../src/shared/model.ts';
import { cardIcons, icon } from '../../base/icons.ts';
import { link } from '../../text/markdown.ts';
import { line } from './line.ts';

/** A location: name, address, coordinates as received, and a link to a map. */
export function placeCard(location: Location): TemplateResult {
  const { latitude, longitude, name, address } = location;
  const hasPoint = latitude !== undefined && longitude !== undefined;
  const url = httpUrl(mapAddress(location));
  return placeView(
    cardIcons.pin,
    name || t('Location'),
    html`${line(address)}
    ${hasPoint ? html`<p class="muted coordinates">${latitude}, ${longitude}</p>` : nothing}
    ${url ? html`<p class="source">${link(url, t('View on Map'))}</p>` : nothing}`,
  );
}

/** A place: its icon, its name, and what else is known of it. */
export function placeView(path: string, name: string, facts: TemplateResult): TemplateResult {
  return html`<div class="place">
    ${icon(path)}
    <div class="place-text">${line(name, 'place-name')}${facts}</div>
  </div>`;
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
