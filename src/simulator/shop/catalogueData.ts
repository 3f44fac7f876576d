/** The shop's stock list. Brands and models are invented. */

/** Model, price in USD, rating out of 5, pieces in stock, colours, features, material. */
type StockRow = readonly [
  name: string,
  price: number,
  rating: number,
  stock: number,
  colours: string,
  features: string,
  material: string,
];

export const stockList = {
  'running-shoes': [
    [
      'Velquo Stride 2',
      89.9,
      4.8,
      14,
      'blue grey black',
      'cushioned breathable reflective',
      'mesh',
    ],
    ['Velquo Stride Lite', 59.9, 4.4, 22, 'blue white', 'light breathable', 'mesh'],
    ['Nimbaro Cloudline', 94.95, 4.7, 9, 'white pink blue', 'cushioned soft', 'knit'],
    ['Nimbaro Pacer', 69.95, 4.3, 17, 'red blue black', 'light quick-dry', 'mesh'],
    ['Oruvia Tempo', 84.5, 4.6, 11, 'orange black', 'light stable', 'knit'],
    ['Oruvia Tempo Pro', 139, 4.9, 4, 'yellow black', 'light cushioned reflective', 'knit'],
    ['Zephrane Glide', 79.9, 4.5, 20, 'green blue grey', 'cushioned stable', 'mesh'],
    ['Zephrane Marathon', 159, 4.8, 3, 'blue orange', 'light breathable stable', 'mesh'],
    ['Kelpando Daily', 74.5, 4.2, 31, 'grey black', 'durable recycled', 'polyester'],
    ['Kelpando Rain Runner', 119.9, 4.6, 7, 'black blue', 'waterproof reflective', 'polyester'],
    ['Lumiqua Night Run', 99.9, 4.4, 12, 'black yellow', 'reflective cushioned', 'mesh'],
  ],
  'trail-shoes': [
    ['Tarvexa Ridge Fox', 109.9, 4.7, 8, 'green black', 'grippy durable', 'polyester'],
    ['Tarvexa Ridge Fox WP', 129.9, 4.8, 6, 'grey blue', 'grippy waterproof', 'polyester'],
    ['Brontiva Root', 79.5, 4.3, 15, 'brown orange', 'grippy cushioned', 'mesh'],
    ['Brontiva Scree', 94.9, 4.5, 10, 'red black', 'stable durable', 'polyester'],
    ['Kelpando Mudlark', 69.9, 4.1, 19, 'green grey', 'quick-dry recycled', 'mesh'],
    ['Zephrane Summit', 149, 4.9, 2, 'blue yellow', 'light grippy', 'knit'],
  ],
  sneakers: [
    ['Oruvia Corso', 64.9, 4.4, 25, 'white black', 'soft durable', 'leather'],
    ['Oruvia Corso Canvas', 44.9, 4.2, 33, 'white blue red', 'light', 'canvas'],
    ['Nimbaro Plaza', 72.5, 4.5, 16, 'grey pink', 'cushioned soft', 'knit'],
    ['Velquo Retro 88', 85, 4.6, 9, 'green white', 'durable soft', 'suede'],
    ['Lumiqua Court', 58, 4.3, 21, 'white purple', 'stable', 'leather'],
    ['Kelpando Loop', 54.9, 4.1, 28, 'brown green', 'recycled light', 'canvas'],
    ['Zephrane Avenue', 119, 4.7, 5, 'black brown', 'soft waterproof', 'leather'],
  ],
  boots: [
    ['Brontiva Cairn', 139.9, 4.7, 7, 'brown black', 'waterproof grippy', 'leather'],
    ['Brontiva Cairn Low', 114.9, 4.5, 9, 'brown grey', 'waterproof stable', 'suede'],
    ['Tarvexa Glacier', 189, 4.8, 3, 'blue grey', 'insulated waterproof', 'leather'],
    ['Tarvexa Meadow', 89.9, 4.2, 12, 'green brown', 'light grippy', 'suede'],
    ['Kelpando Fjord', 99, 4.3, 0, 'grey', 'recycled waterproof', 'polyester'],
  ],
  jackets: [
    ['Tarvexa Drizzle Shell', 98, 4.6, 13, 'yellow blue black', 'waterproof light', 'nylon'],
    ['Tarvexa Storm Shell', 169, 4.8, 5, 'red black', 'waterproof windproof', 'nylon'],
    ['Brontiva Ember', 129.5, 4.7, 8, 'orange grey', 'insulated windproof', 'nylon'],
    ['Lumiqua Beacon', 79.9, 4.4, 11, 'yellow white', 'reflective windproof', 'polyester'],
    ['Kelpando Breeze', 49.9, 4.1, 24, 'green blue', 'light recycled', 'polyester'],
    ['Zephrane Fleece', 59, 4.5, 18, 'grey purple', 'soft insulated', 'fleece'],
    ['Velquo Track Top', 54.5, 4.2, 20, 'black red', 'stretchy quick-dry', 'polyester'],
  ],
  't-shirts': [
    ['Velquo Dry Tee', 24.9, 4.5, 40, 'blue white black', 'quick-dry light', 'polyester'],
    ['Nimbaro Merino Tee', 54, 4.7, 12, 'grey green', 'soft breathable', 'wool'],
    ['Oruvia Race Tee', 34.5, 4.4, 26, 'red yellow', 'light breathable', 'mesh'],
    ['Kelpando Again Tee', 19.9, 4.2, 52, 'white green brown', 'recycled soft', 'cotton'],
    ['Lumiqua Glow Tee', 29.9, 4.1, 18, 'black orange', 'reflective quick-dry', 'polyester'],
    ['Zephrane Long Sleeve', 39, 4.3, 15, 'purple blue', 'stretchy', 'cotton'],
  ],
  shorts: [
    ['Velquo 5 Inch', 32, 4.5, 22, 'black blue', 'light pockets', 'polyester'],
    ['Oruvia Split Short', 29.5, 4.3, 19, 'orange grey', 'light quick-dry', 'mesh'],
    ['Tarvexa Trail Short', 44.9, 4.6, 11, 'green brown', 'durable pockets', 'nylon'],
    ['Kelpando Easy Short', 22, 4.0, 35, 'grey pink', 'soft recycled', 'cotton'],
  ],
  leggings: [
    ['Nimbaro Flow Tight', 49.9, 4.6, 17, 'black purple', 'stretchy soft', 'polyester'],
    ['Nimbaro Winter Tight', 69, 4.7, 8, 'black blue', 'insulated stretchy', 'fleece'],
    ['Lumiqua Night Tight', 59.9, 4.4, 10, 'black yellow', 'reflective stretchy', 'polyester'],
    ['Oruvia Pocket Tight', 54.5, 4.5, 14, 'red grey', 'pockets quick-dry', 'nylon'],
  ],
  backpacks: [
    ['Brontiva Pack 20', 64.9, 4.5, 16, 'green black', 'durable pockets', 'nylon'],
    ['Brontiva Pack 35', 109, 4.7, 6, 'orange grey', 'durable waterproof', 'nylon'],
    ['Tarvexa Run Vest', 84.9, 4.6, 9, 'blue black', 'light breathable', 'mesh'],
    ['Kelpando City Pack', 49.5, 4.2, 27, 'brown blue', 'recycled pockets', 'canvas'],
    ['Zephrane Roll Top', 79, 4.4, 12, 'yellow black', 'waterproof light', 'nylon'],
  ],
  watches: [
    ['Lumiqua Pulse', 129, 4.5, 10, 'black white pink', 'gps light', 'aluminium'],
    ['Lumiqua Pulse Max', 249, 4.8, 4, 'black grey', 'gps long-battery waterproof', 'titanium'],
    ['Velquo Lap', 79.9, 4.2, 15, 'blue black', 'light waterproof', 'aluminium'],
    ['Oruvia Meridian', 199, 4.6, 6, 'green brown', 'gps durable', 'steel'],
  ],
  headphones: [
    ['Nimbaro Hush', 149, 4.7, 8, 'black white', 'noise-cancelling long-battery', 'aluminium'],
    ['Nimbaro Hush Mini', 89.9, 4.5, 13, 'white blue', 'noise-cancelling light', 'plastic'],
    ['Lumiqua Open Ear', 69.5, 4.3, 18, 'grey orange', 'light waterproof', 'plastic'],
    ['Velquo Buds', 39.9, 4.0, 30, 'red black', 'light long-battery', 'plastic'],
  ],
  bottles: [
    ['Kelpando Flask 500', 18.9, 4.4, 45, 'green blue', 'insulated durable', 'steel'],
    ['Kelpando Flask 750', 24.9, 4.6, 38, 'black pink', 'insulated durable', 'steel'],
    ['Tarvexa Soft Flask', 14.5, 4.2, 50, 'blue', 'light soft', 'plastic'],
  ],
  socks: [
    ['Nimbaro Merino Sock', 16.9, 4.7, 60, 'grey green', 'soft breathable', 'wool'],
    ['Velquo No Show', 9.9, 4.3, 80, 'white black', 'light', 'cotton'],
    ['Oruvia Compress', 27.5, 4.5, 24, 'red blue', 'stretchy stable', 'nylon'],
  ],
  'gift-cards': [['Gift card', 0, 4.9, 999, 'purple', '', 'paper']],
} satisfies Readonly<Record<string, readonly StockRow[]>>;

export type CategoryId = keyof typeof stockList;

export const categoryIds = Object.keys(stockList) as readonly CategoryId[];
