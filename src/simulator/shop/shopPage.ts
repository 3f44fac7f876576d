import { catalogue, findProduct, type ShopProduct } from './catalogue.ts';
import { escapeXml, productImage, sizeChartImage } from './images.ts';
import { voiceNote } from './voiceNote.ts';
import { bodyReply, type ServerReply } from '../server/reply.ts';
import { colourIds, priceText } from '../words/words.ts';

/** Pages of any origin may show the images and sounds, as with a real shop. */
const mediaHeaders = {
  'cache-control': 'max-age=3600',
  'cross-origin-resource-policy': 'cross-origin',
};

/** What the shop itself serves: pages, images and sounds. Undefined for any other path. */
export function shopPage(method: string, url: URL): ServerReply | undefined {
  const reply = method === 'GET' || method === 'HEAD' ? findPage(url) : undefined;
  return reply && method === 'HEAD' ? { ...reply, actions: [] } : reply;
}

function findPage({ pathname, searchParams }: URL): ServerReply | undefined {
  const [, folder = '', file = ''] = /^\/(?:([a-z]+)\/)?([a-z0-9.-]*)$/.exec(pathname) ?? [];
  if (folder === 'images') {
    if (file === 'size-chart.svg') return image(sizeChartImage());
    const product = findProduct(file.replace(/\.svg$/, ''));
    const colour = colourIds.find((id) => id === searchParams.get('color'));
    return product && image(productImage(product, colour));
  }
  if (folder === 'media' && file === 'voice-note.wav') {
    return bodyReply(200, 'audio/wav', voiceNote(), mediaHeaders);
  }
  if (folder === 'p') {
    const product = findProduct(file);
    return product && page(product.title, productBody(product));
  }
  if (pathname === '/checkout') return page('Checkout', '<p>This is a demo: nothing is sold.</p>');
  return pathname === '/' ? page('Sofia Simulator', listBody()) : undefined;
}

function image(svg: string): ServerReply {
  return bodyReply(200, 'image/svg+xml', svg, mediaHeaders);
}

function page(title: string, body: string): ServerReply {
  const html = `<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeXml(title)}</title>
<style>body{font:16px system-ui,sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}img{width:100%;max-width:20rem;border-radius:12px}</style>
</head><body><h1>${escapeXml(title)}</h1>${body}</body></html>
`;
  return bodyReply(200, 'text/html; charset=utf-8', html);
}

function productBody(product: ShopProduct): string {
  const { id, title, price, material, stock, colours } = product;
  const cost = price > 0 ? priceText(price, 'en') : 'You choose the amount';
  return `<p><img src="/images/${id}.svg" alt="${escapeXml(title)}"></p>
<p><strong>${cost}</strong> · ${material} · ${colours.join(', ')} · ${stock} in stock</p>
<p><a href="/">All products</a></p>`;
}

function listBody(): string {
  const rows = catalogue.map(
    ({ id, title, price }) =>
      `<li><a href="/p/${id}">${escapeXml(title)}</a> ${price > 0 ? priceText(price, 'en') : ''}</li>`,
  );
  return `<p>A local Sofia for tests. Its shop sells:</p><ul>${rows.join('')}</ul>`;
}
