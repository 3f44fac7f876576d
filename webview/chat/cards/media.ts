import { t } from '../../../src/shared/l10n.ts';
import { html, nothing, type TemplateResult } from 'lit-html';
import { keyed } from 'lit-html/directives/keyed.js';
import { httpUrl } from '../../../src/shared/guards.ts';
import type { Media } from '../../../src/shared/model.ts';
import { mediaOrigin } from '../../../src/shared/mediaOrigin.ts';
import { mayLoadFrom } from '../../../src/shared/privateHost.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { quietButton } from '../../base/nativeButtons.ts';
import { withFlag } from '../../base/withFlag.ts';
import { link } from '../../text/markdown.ts';
import { strings } from '../../strings.ts';
import type { CardContext } from './cardContext.ts';

type MediaContext = Pick<CardContext, 'mediaOrigins' | 'baseUrl' | 'actions'>;

/** True if the origin is allowed by the tester and included in this page's content policy. */
function isLoadable({ origin }: URL, { mediaOrigins }: MediaContext): boolean {
  if (!mediaOrigins.includes(origin)) return false;
  const meta = document.querySelector('meta[name="media-origins"]');
  return meta?.getAttribute('content')?.split(' ').includes(origin) ?? false;
}

/** A message's image with its caption; while its host is not allowed, with a button to allow it. */
export function messageImage({ url, caption }: Media, context: MediaContext): TemplateResult {
  return html`<figure class="picture">
    ${mediaImage(url, context, caption ? visibleText(caption) : t('Image'))}
    ${blockedOrigins([url], context).map((blocked) =>
      allowButton(blocked, strings.showImages(blocked.host), context),
    )}
    ${caption ? html`<figcaption dir="auto">${visibleText(caption)}</figcaption>` : nothing}
    ${source(url)}
  </figure>`;
}

/** A player for a voice message; loads nothing before it is played. */
export function audioPlayer({ url }: Media, context: MediaContext): TemplateResult {
  const player = loaded(
    url,
    context,
    { blocked: strings.blockedAudio, broken: t("Couldn't load the voice message") },
    (text) => html`<p class="muted">${text}</p>`,
    (src, onError) =>
      html`<audio
        controls
        preload="none"
        aria-label=${t('Voice message')}
        src=${src}
        @error=${onError}
      ></audio>`,
  );
  return html`<div class="audio">
    ${player}
    ${blockedOrigins([url], context).map((blocked) =>
      allowButton(blocked, t('Allow Media from {host}', { host: blocked.host }), context),
    )}
    ${source(url)}
  </div>`;
}

/** An image from an allowed origin; otherwise a placeholder that names the host. */
export function mediaImage(
  url: string | undefined,
  context: MediaContext,
  alt = '',
): TemplateResult {
  const instead = (text: string): TemplateResult =>
    html`<div class="media placeholder">${text}</div>`;
  if (!url) return instead(t('No image'));
  return loaded(
    url,
    context,
    { blocked: strings.blockedImage, broken: t("Couldn't load the image") },
    instead,
    (src, onError) =>
      html`<img
        class="media"
        alt=${alt}
        loading="lazy"
        decoding="async"
        referrerpolicy="no-referrer"
        src=${src}
        @error=${onError}
      />`,
  );
}

/** Media from an allowed origin; `instead` says why it is not shown, or that it did not load. */
function loaded(
  url: string,
  context: MediaContext,
  texts: { readonly blocked: (host: string) => string; readonly broken: string },
  instead: (text: string) => TemplateResult,
  draw: (src: string, onError: () => void) => TemplateResult,
): TemplateResult {
  const parsed = httpUrl(url);
  if (!parsed || !isLoadable(parsed, context)) {
    return instead(reasonFor(parsed, context, texts.blocked));
  }
  const view = withFlag((isBroken, setBroken) =>
    isBroken ? instead(texts.broken) : draw(parsed.href, () => setBroken(true)),
  );
  return html`${keyed(parsed.href, view)}`;
}

/**
 * Why media is not shown. Only https can be allowed, so that others on the network cannot see it.
 */
function reasonFor(
  url: URL | undefined,
  { baseUrl }: MediaContext,
  blocked: (host: string) => string,
): string {
  if (!url || !mediaOrigin(url.href)) return t("Not shown because there's no valid web URL");
  if (!mayLoadFrom(url, baseUrl))
    return t("Not shown because {host} isn't on the public internet or the agent's network", {
      host: url.host,
    });
  return url.protocol === 'https:'
    ? blocked(url.host)
    : t("Not shown because the URL doesn't use HTTPS ({host})", { host: url.host });
}

/** The distinct origins of these URLs that the tester could allow but has not. */
export function blockedOrigins(
  urls: readonly (string | undefined)[],
  context: MediaContext,
): readonly URL[] {
  const blocked = new Map<string, URL>();
  for (const url of urls) {
    const parsed = httpUrl(url);
    if (parsed?.protocol !== 'https:' || isLoadable(parsed, context)) continue;
    if (mediaOrigin(parsed.href) && mayLoadFrom(parsed, context.baseUrl)) {
      blocked.set(parsed.origin, parsed);
    }
  }
  return [...blocked.values()];
}

/** A button that asks the host to allow media from an origin for this agent. */
export function allowButton(url: URL, label: string, { actions }: MediaContext): TemplateResult {
  return quietButton(label, () => actions.allowMedia(url.origin));
}

/** A link that opens the URL in a browser; plain text if it is not a web URL. */
function source(url: string): TemplateResult {
  const parsed = httpUrl(url);
  return html`<p class="source">
    ${parsed ? link(parsed, t('Open in Browser')) : visibleText(url)}
  </p>`;
}
