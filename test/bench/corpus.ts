/** A deterministic stream as an agent writes it: the corpus of the NDJSON suite. */

const latinWords =
  'the shoe runs true to size and ships within two days from our nearest store for free'.split(' ');
const accentedWords =
  'también envíos rápidos para mañana ¿qué número calza usted? coleção promoção última opção'.split(
    ' ',
  );
const wideWords = ['🏃‍♀️', '👟', '靴', 'ランニング', '“waterproof”', '—', '€', 'обувь'];

export interface Corpus {
  readonly bytes: Uint8Array;
  readonly lines: number;
  /** The longest line without its line break. */
  readonly longestLineBytes: number;
}

/** Mulberry32: small, fast and the same on every machine. Yields numbers in [0, 1). */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Lines of about 150 bytes (texts), 4 KB (products) and now and then 100 KB, 800 bytes on average,
 * until `sizeBytes` are reached. Of ten lines about six are ASCII, two Latin-1 and two wider.
 */
export function makeCorpus(sizeBytes: number, seed = 1): Corpus {
  const random = seededRandom(seed);
  const pieces: Buffer[] = [];
  let total = 0;
  let longestLineBytes = 0;
  while (total < sizeBytes) {
    const piece = Buffer.from(`${makeLine(random)}\n`);
    pieces.push(piece);
    total += piece.length;
    longestLineBytes = Math.max(longestLineBytes, piece.length - 1);
  }
  return { bytes: Buffer.concat(pieces), lines: pieces.length, longestLineBytes };
}

/** Cuts into pieces of `sizeBytes`, the last one shorter. The pieces are views. */
export function cutEvenly(bytes: Uint8Array, sizeBytes: number): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += sizeBytes) {
    pieces.push(bytes.subarray(at, at + sizeBytes));
  }
  return pieces;
}

/** Cuts into pieces of 1 byte to 64 KiB, the same ones for the same seed. */
export function cutAtRandom(bytes: Uint8Array, seed = 2): readonly Uint8Array[] {
  const random = seededRandom(seed);
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 1 + Math.floor(random() * 65_536);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  return pieces;
}

function makeLine(random: () => number): string {
  const size = random();
  const tongue = random();
  const words = (count: number) => makeWords(random, tongue, count);
  if (size < 0.0005) return wrap(makeRecommendation(random, words, 150));
  if (size < 0.15) return wrap(makeRecommendation(random, words, 6));
  return wrap({
    messageEvent: {
      role: 'ASSISTANT',
      content: { textContent: { text: words(2 + Math.floor(random() * 8)) } },
    },
  });
}

function wrap(event: object): string {
  return JSON.stringify({
    result: { response: { sessionId: '5b0f3a52', responseEvents: [event] } },
  });
}

function makeWords(random: () => number, tongue: number, count: number): string {
  const words: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const strange = tongue > 0.6 && random() < 0.2;
    const list = !strange ? latinWords : tongue < 0.8 ? accentedWords : wideWords;
    words.push(list[Math.floor(random() * list.length)] ?? '');
  }
  return words.join(' ');
}

function makeRecommendation(
  random: () => number,
  words: (count: number) => string,
  count: number,
): object {
  const products = Array.from({ length: count }, () => {
    const productId = String(Math.floor(random() * 1e9));
    return {
      productId,
      title: words(5),
      description: words(62),
      url: `https://shop.example/products/${productId}?ref=agent`,
      imageUrl: `https://cdn.shop.example/images/${productId}/large.jpg`,
      price: Math.floor(random() * 20_000) / 100,
      currency: 'USD',
      facets: { size: ['40', '41', '42', '43'] },
      metadata: { inStock: random() < 0.8 },
    };
  });
  return { recommendationEvent: { products } };
}
