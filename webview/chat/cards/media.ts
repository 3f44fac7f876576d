import { httpUrl } from '../../../src/shared/guards.ts';
import type { Media } from '../../../src/shared/model.ts';
import { mediaOrigin } from '../../../src/shared/mediaOrigin.ts';
import { mayLoadFrom } from '../../../src/shared/privateHost.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, plainButton } from '../../base/dom.ts';
import { link } from '../../text/markdown.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';

type MediaContext = Pick<CardContext, 'mediaOrigins' | 'baseUrl' | 'actions'>;

/** Origins that are allowed by the tester and included in this page's content policy. */
function loadableOrigins(allowed: readonly string[]): readonly string[] {
  const meta = document.querySelector('meta[name="media-origins"]');
  const known = meta?.getAttribute('content')?.split(' ') ?? [];
  return allowed.filter((origin) => known.includes(origin));
}

/** A message's image with its caption; while its host is not allowed, with a button to allow it. */
export function messageImage({ url, caption }: Media, context: MediaContext): HTMLElement {
  const shown = mediaImage(url, context, caption ? visibleText(caption) : strings.image);
  return el(
    'figure',
    { class: 'picture' },
    shown,
    ...blockedOrigins([url], context).map((blocked) =>
      allowButton(blocked, strings.showImages(blocked.host), context),
    ),
    caption && el('figcaption', { dir: 'auto' }, visibleText(caption)),
    source(url),
  );
}

/** A player for a voice message; loads nothing before it is played. */
export function audioPlayer({ url }: Media, context: MediaContext): HTMLElement {
  const allowed = loadableOrigins(context.mediaOrigins);
  const parsed = httpUrl(url);
  const [blocked] = blockedOrigins([url], context);
  if (!parsed || !allowed.includes(parsed.origin)) {
    return el(
      'div',
      { class: 'audio' },
      el('p', { class: 'muted' }, reasonFor(parsed, context, strings.blockedAudio)),
      blocked && allowButton(blocked, strings.loadAudio(blocked.host), context),
      source(url),
    );
  }
  const player = el('audio', {
    controls: true,
    preload: 'none',
    'aria-label': strings.audio,
    src: parsed.href,
  });
  player.addEventListener('error', () =>
    player.replaceWith(el('p', { class: 'muted' }, strings.brokenAudio)),
  );
  return el('div', { class: 'audio' }, player, source(url));
}

/** An image from an allowed origin; otherwise a placeholder that names the host. */
export function mediaImage(url: string | undefined, context: MediaContext, alt = ''): HTMLElement {
  if (!url) return placeholder(strings.noImage);
  const parsed = httpUrl(url);
  if (!parsed || !loadableOrigins(context.mediaOrigins).includes(parsed.origin)) {
    return placeholder(reasonFor(parsed, context, strings.blockedImage));
  }
  const image = el('img', {
    class: 'media',
    alt,
    loading: 'lazy',
    decoding: 'async',
    referrerpolicy: 'no-referrer',
  });
  image.addEventListener('error', () => image.replaceWith(placeholder(strings.brokenImage)));
  image.src = parsed.href;
  return image;
}

/**
 * Why media is not shown. Only https can be allowed, so that others on the network cannot see it.
 */
function reasonFor(
  url: URL | undefined,
  { baseUrl }: MediaContext,
  blocked: (host: string) => string,
): string {
  if (!url || !mediaOrigin(url.href)) return strings.noWebAddress;
  if (!mayLoadFrom(url, baseUrl)) return strings.notPublic(url.host);
  return url.protocol === 'https:' ? blocked(url.host) : strings.notSecure(url.host);
}

/** The distinct origins of these URLs that the tester could allow but has not. */
export function blockedOrigins(
  urls: readonly (string | undefined)[],
  { mediaOrigins, baseUrl }: MediaContext,
): readonly URL[] {
  const allowed = loadableOrigins(mediaOrigins);
  const blocked = new Map<string, URL>();
  for (const url of urls) {
    const parsed = httpUrl(url);
    if (parsed?.protocol !== 'https:' || allowed.includes(parsed.origin)) continue;
    if (mediaOrigin(parsed.href) && mayLoadFrom(parsed, baseUrl)) {
      blocked.set(parsed.origin, parsed);
    }
  }
  return [...blocked.values()];
}

/** A button that asks the host to allow media from an origin for this agent. */
export function allowButton(url: URL, label: string, { actions }: MediaContext): HTMLElement {
  return plainButton({ class: 'quiet' }, () => actions.allowMedia(url.origin), label);
}

/** A link that opens the URL in a browser; plain text if it is not a web URL. */
function source(url: string): HTMLElement {
  const parsed = httpUrl(url);
  return el(
    'p',
    { class: 'source' },
    parsed ? link(parsed, strings.openInBrowser) : visibleText(url),
  );
}

function placeholder(text: string): HTMLElement {
  return el('div', { class: 'media placeholder' }, text);
}
