import { httpUrl } from '../../src/shared/guards.ts';
import { el } from '../dom.ts';
import { strings } from '../strings.ts';

/** Origins that the tester allowed and that this page's content policy knows. */
export function loadableOrigins(allowed: readonly string[]): readonly string[] {
  const meta = document.querySelector('meta[name="media-origins"]');
  const known = meta?.getAttribute('content')?.split(' ') ?? [];
  return allowed.filter((origin) => known.includes(origin));
}

/** An image whose origin the tester allowed; else what stands in its place, naming the host. */
export function mediaImage(url: string | undefined, allowed: readonly string[]): HTMLElement {
  if (!url) return placeholder(strings.noImage);
  const parsed = httpUrl(url);
  if (!parsed) return placeholder(strings.noImage);
  if (!allowed.includes(parsed.origin)) return placeholder(strings.blockedImage(parsed.host));
  const image = el('img', {
    class: 'media',
    alt: '',
    loading: 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  });
  image.addEventListener('error', () => image.replaceWith(placeholder(strings.brokenImage)));
  image.src = parsed.href;
  return image;
}

/** Origins among the URLs that the tester has not allowed, each once. */
export function blockedOrigins(
  urls: readonly (string | undefined)[],
  allowed: readonly string[],
): readonly URL[] {
  const blocked = new Map<string, URL>();
  for (const url of urls) {
    const parsed = httpUrl(url);
    if (parsed && !allowed.includes(parsed.origin)) blocked.set(parsed.origin, parsed);
  }
  return [...blocked.values()];
}

function placeholder(text: string): HTMLElement {
  return el('div', { class: 'media placeholder' }, text);
}
