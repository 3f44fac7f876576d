import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { httpUrl } from '../../../src/shared/guards.ts';
import type { Media } from '../../../src/shared/model.ts';
import { mediaOrigin } from '../../../src/shared/mediaOrigin.ts';
import { mayLoadFrom } from '../../../src/shared/privateHost.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { withFlag } from '../../base/withFlag.ts';
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
export function messageImage({ url, caption }: Media, context: MediaContext): TemplateResult {
  return html`<figure class="picture">
    ${mediaImage(url, context, caption ? visibleText(caption) : strings.image)}
    ${blockedOrigins([url], context).map((blocked) =>
      allowButton(blocked, strings.showImages(blocked.host), context),
    )}
    ${caption ? html`<figcaption dir="auto">${visibleText(caption)}</figcaption>` : nothing}
    ${source(url)}
  </figure>`;
}

/** A player for a voice message; loads nothing before it is played. */
export function audioPlayer({ url }: Media, context: MediaContext): TemplateResult {
  const allowed = loadableOrigins(context.mediaOrigins);
  const parsed = httpUrl(url);
  const [blocked] = blockedOrigins([url], context);
  const player =
    parsed && allowed.includes(parsed.origin)
      ? unlessBroken(
          parsed,
          (setBroken) =>
            html`<audio
              controls
              preload="none"
              aria-label=${strings.audio}
              src=${parsed.href}
              @error=${setBroken}
            ></audio>`,
          muted(strings.brokenAudio),
        )
      : muted(reasonFor(parsed, context, strings.blockedAudio));
  return html`<div class="audio">
    ${player}${blocked ? allowButton(blocked, strings.loadAudio(blocked.host), context) : nothing}
    ${source(url)}
  </div>`;
}

/** An image from an allowed origin; otherwise a placeholder that names the host. */
export function mediaImage(
  url: string | undefined,
  context: MediaContext,
  alt = '',
): TemplateResult {
  if (!url) return placeholder(strings.noImage);
  const parsed = httpUrl(url);
  if (!parsed || !loadableOrigins(context.mediaOrigins).includes(parsed.origin)) {
    return placeholder(reasonFor(parsed, context, strings.blockedImage));
  }
  return unlessBroken(
    parsed,
    (setBroken) =>
      html`<img
        class="media"
        alt=${alt}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        src=${parsed.href}
        @error=${setBroken}
      />`,
    placeholder(strings.brokenImage),
  );
}

/** Media from a URL, or once it could not be loaded, `broken` in its place. */
function unlessBroken(
  { href }: URL,
  draw: (setBroken: () => void) => TemplateResult,
  broken: TemplateResult,
): TemplateResult {
  const view = withFlag((isBroken, set) => (isBroken ? broken : draw(() => set(true))));
  return html`${keyed(href, view)}`;
}

function muted(text: string): TemplateResult {
  return html`<p class="muted">${text}</p>`;
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
export function allowButton(url: URL, label: string, { actions }: MediaContext): TemplateResult {
  const allow = (): void => actions.allowMedia(url.origin);
  return html`<button type="button" class="quiet" @click=${allow}>${label}</button>`;
}

/** A link that opens the URL in a browser; plain text if it is not a web URL. */
function source(url: string): TemplateResult {
  const parsed = httpUrl(url);
  return html`<p class="source">
    ${parsed ? link(parsed, strings.openInBrowser) : visibleText(url)}
  </p>`;
}

function placeholder(text: string): TemplateResult {
  return html`<div class="media placeholder">${text}</div>`;
}
