import type { ColourId } from '../words/words.ts';
import type { ShopProduct } from './catalogue.ts';
import { drawings, type Paint } from './drawings.ts';

const paints: Readonly<Record<ColourId, Paint>> = {
  black: { main: '#2b3038', dark: '#14181d', light: '#8b95a3' },
  white: { main: '#f4f5f7', dark: '#c9ced6', light: '#aab4c2' },
  grey: { main: '#8d96a3', dark: '#626b78', light: '#c9d0da' },
  blue: { main: '#2f6fde', dark: '#1d4a9e', light: '#9cc2ff' },
  red: { main: '#d8343f', dark: '#97202a', light: '#ffb3b0' },
  green: { main: '#2f9e64', dark: '#1d6b43', light: '#a9e6c4' },
  yellow: { main: '#f2c230', dark: '#b58a10', light: '#fff0b3' },
  orange: { main: '#f07f2e', dark: '#b45616', light: '#ffd2ab' },
  pink: { main: '#ec6fa3', dark: '#b5447a', light: '#ffd0e3' },
  purple: { main: '#7d55c7', dark: '#553596', light: '#d3c0f7' },
  brown: { main: '#8a5a3c', dark: '#5e3b25', light: '#d9b89f' },
};

/** An SVG of 400 by 400 pixels: the product in one of its colours on a plain background. */
export function productImage(product: ShopProduct, colour: ColourId | undefined): string {
  const paint = paints[colour ?? product.colours[0] ?? 'grey'];
  const title = escapeXml(product.title);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="40 50 320 320" width="400" height="400" role="img" aria-label="${title}">
  <defs><radialGradient id="b" cx=".5" cy=".4" r=".75"><stop offset="0" stop-color="#eef1f5"/><stop offset="1" stop-color="#cfd6df"/></radialGradient></defs>
  <rect width="400" height="400" fill="url(#b)"/>
  <ellipse cx="200" cy="322" rx="138" ry="14" fill="#1a2230" opacity=".13"/>${drawings[product.category](paint)}
</svg>
`;
}

const chart = [
  ['EU', '36', '37', '38', '39', '40', '41', '42', '43', '44', '45'],
  ['UK', '3.5', '4', '5', '6', '6.5', '7.5', '8', '9', '9.5', '10.5'],
  ['US', '4.5', '5', '6', '7', '7.5', '8.5', '9', '10', '10.5', '11.5'],
] as const;

/** The size chart as an SVG of 660 by 180 pixels. */
export function sizeChartImage(): string {
  const cells = chart.flatMap((row, y) =>
    row.map((text, x) => {
      const weight = x === 0 || y === 0 ? '700' : '400';
      return `<text x="${30 + x * 60}" y="${50 + y * 48}" font-weight="${weight}">${text}</text>`;
    }),
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 660 180" width="660" height="180" role="img" aria-label="Size chart">
  <rect width="660" height="180" fill="#f7f8fa"/><rect y="14" width="660" height="50" fill="#dbe4f3"/>
  <g font-family="system-ui, sans-serif" font-size="20" fill="#1b2430" text-anchor="middle">${cells.join('')}</g>
</svg>
`;
}

export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
