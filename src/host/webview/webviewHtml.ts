import type { Bundle } from '../../shared/l10n.ts';
import { mediaOrigin } from '../../shared/mediaOrigin.ts';

/** The parts of a page's HTML. */
export interface WebviewPage {
  /** New and unguessable for every page; base64 or hex characters. */
  readonly nonce: string;
  /** `webview.cspSource`. */
  readonly cspSource: string;
  readonly scriptUri: string;
  readonly styleUri: string;
  /** Origins whose images and audio may load. Those that `mediaOrigin` rejects are left out. */
  readonly mediaOrigins: readonly string[];
  /** BCP 47 tag, from `vscode.env.language`. */
  readonly lang: string;
  /** `vscode.l10n.bundle`; without it the page is in English. */
  readonly bundle?: Bundle | undefined;
}

/** The content security policy: only our own script and style, and media from allowed origins. */
export function contentPolicy(page: WebviewPage): string {
  const own = page.cspSource.split(' ');
  const nonce = `'nonce-${page.nonce}'`;
  const origins = allowedOrigins(page);
  return [
    directive('default-src'),
    directive('script-src', nonce),
    directive('style-src', ...own, nonce),
    directive('img-src', ...own, ...origins),
    directive('media-src', ...origins),
    directive('font-src'),
    directive('base-uri'),
    directive('form-action'),
  ].join('; ');
}

/** Without sources, nothing is allowed. A source that could end the directive is a bug. */
function directive(name: string, ...sources: readonly string[]): string {
  const bad = sources.find((source) => /[;,\s]/.test(source));
  if (bad !== undefined) throw new Error(`${bad} is no source of a content policy.`);
  return `${name} ${sources.join(' ') || "'none'"}`;
}

function allowedOrigins({ mediaOrigins }: WebviewPage): readonly string[] {
  return [...new Set(mediaOrigins.flatMap((origin) => mediaOrigin(origin) ?? []))];
}

/**
 * The whole HTML of a page. The body is empty: the script builds it. A meta property passes the
 * nonce to the UI toolkit, which needs it for its style elements; `media-origins` tells the script
 * which media this page may load, so that it never requests media the policy blocks; `locale` and
 * `bundle` hold the user's language and translations.
 */
export function webviewHtml(page: WebviewPage): string {
  const { bundle } = page;
  return `<!doctype html>
<html lang="${bundle ? escapeAttribute(page.lang) : 'en'}">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${escapeAttribute(contentPolicy(page))}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta property="csp-nonce" content="${escapeAttribute(page.nonce)}" />
    <meta name="media-origins" content="${escapeAttribute(allowedOrigins(page).join(' '))}" />
    <meta name="locale" content="${escapeAttribute(page.lang)}" />
    <meta name="bundle" content="${escapeAttribute(JSON.stringify(bundle ?? {}))}" />
    <link rel="stylesheet" href="${escapeAttribute(page.styleUri)}" />
    <title>Ask Sofia</title>
  </head>
  <body>
    <script type="module" nonce="${escapeAttribute(page.nonce)}" src="${escapeAttribute(page.scriptUri)}"></script>
  </body>
</html>
`;
}

function escapeAttribute(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}
