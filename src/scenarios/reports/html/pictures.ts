import { isLoopback } from '../../../agentGraph/http/proxy/noProxy.ts';
import { httpUrl } from '../../../shared/guards.ts';
import { html, type SafeHtml } from './safeHtml.ts';

/** Undefined if there is no such image. Must not reject, and must limit its own time. */
export type LoadImage = (url: string) => Promise<Image | undefined>;

interface Image {
  /** Its media type. */
  readonly type: string;
  readonly bytes: Uint8Array;
}

const types = /^image\/(?:avif|gif|jpeg|png|svg\+xml|webp)$/;
/** Larger images are for printing, not for a card. */
const maxBytes = 1024 * 1024;
/** Keeps the page small enough to email. */
const maxTotalBytes = 16 * maxBytes;
const maxAtOnce = 6;

/**
 * Product images, each embedded in the page once. Without `load` the page has none: linking to
 * their URLs would contact, and inform, another server each time someone opens the page.
 */
export class Pictures {
  readonly #load: LoadImage | undefined;
  /** The image's ID in the page, by URL. */
  readonly #ids = new Map<string, string>();
  readonly #urls = new Set<string>();
  #definitions: readonly SafeHtml[] = [];

  constructor(load: LoadImage | undefined) {
    this.#load = load;
  }

  /** Must come before the first image in the page; empty without images. */
  get definitions(): SafeHtml {
    if (this.#definitions.length === 0) return html``;
    return html`<svg class="definitions" aria-hidden="true">${this.#definitions}</svg>`;
  }

  /** Registers an image that will be shown. */
  want(url: string | undefined): void {
    const parsed = this.#load && httpUrl(url);
    if (parsed && (parsed.protocol === 'https:' || isLoopback(parsed))) this.#urls.add(parsed.href);
  }

  /** Loads the registered images; await it before showing any. */
  async loadAll(): Promise<void> {
    const definitions: SafeHtml[] = [];
    const urls = this.#urls.values();
    let left = maxTotalBytes;
    const work = async (): Promise<void> => {
      for (const url of urls) {
        const image = await this.#load?.(url);
        if (!image || !types.test(image.type) || image.bytes.length > Math.min(maxBytes, left))
          continue;
        left -= image.bytes.length;
        const id = `picture-${this.#ids.size + 1}`;
        this.#ids.set(url, id);
        definitions.push(definition(id, image));
      }
    };
    await Promise.all(Array.from({ length: maxAtOnce }, work));
    this.#definitions = definitions;
  }

  /** The image, or a placeholder drawing. Hidden from screen readers: its title is next to it. */
  show(url: string | undefined): SafeHtml {
    const id = this.#ids.get(httpUrl(url)?.href ?? '');
    return id === undefined
      ? placeholder
      : html`<svg class="picture" viewBox="0 0 96 96" aria-hidden="true">
          <use href="#${id}" />
        </svg>`;
  }
}

function definition(id: string, { type, bytes }: Image): SafeHtml {
  const data = Buffer.from(bytes).toString('base64');
  return html`<image
    id="${id}"
    width="96"
    height="96"
    preserveAspectRatio="xMidYMid meet"
    href="data:${type};base64,${data}"
  />`;
}

const placeholder = html`<svg class="picture placeholder" viewBox="0 0 96 96" aria-hidden="true">
  <path d="M28 36h40l4 40H24zM38 36v-6a10 10 0 0 1 20 0v6" />
</svg>`;
