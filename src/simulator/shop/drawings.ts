import type { CategoryId } from './catalogueData.ts';

/** Shades of the product's colour. */
export interface Paint {
  readonly main: string;
  readonly dark: string;
  readonly light: string;
}

type Drawing = (paint: Paint) => string;

/** A shoe from the side; the sole shows what kind it is. */
function shoe(sole: (paint: Paint) => string): Drawing {
  return (paint) => `
  <path fill="${paint.main}" d="M70 250 C72 210 76 180 92 168 C112 180 140 180 158 160 L196 196 C226 222 276 226 312 238 C334 246 340 258 338 270 L70 270 Z"/>
  <path fill="${paint.dark}" d="M70 250 C72 222 74 198 84 178 C104 204 108 232 106 270 L70 270 Z"/>
  <path fill="${paint.light}" d="M262 226 C290 230 316 236 326 244 C336 252 338 262 338 270 L276 270 C284 252 276 236 262 226 Z"/>
  <path stroke="${paint.light}" stroke-width="6" stroke-linecap="round" fill="none" d="M166 182 l-14 18 M184 198 l-14 18 M204 210 l-12 18"/>
  <path stroke="${paint.light}" stroke-width="9" stroke-linecap="round" fill="none" d="M122 248 C160 252 190 240 214 224"/>
  ${sole(paint)}`;
}

const runningSole: Drawing = ({ light }) => `
  <path fill="#fff" d="M64 268 L342 268 C350 286 336 300 314 300 L98 300 C74 300 60 290 64 268 Z"/>
  <path fill="${light}" d="M72 290 C90 302 110 300 314 300 C326 300 336 296 340 288 C300 292 120 292 72 290 Z"/>`;

const trailSole: Drawing = ({ dark }) => `
  <path fill="${dark}" d="M64 268 L342 268 C350 284 340 294 330 294 l-6 12 h-18 l-6-12 h-16 l-6 12 h-18 l-6-12 h-16 l-6 12 h-18 l-6-12 h-16 l-6 12 h-18 l-6-12 h-16 l-6 12 h-18 l-6-12 C70 292 60 284 64 268 Z"/>`;

const flatSole: Drawing = () => `
  <path fill="#fff" stroke="#d7dce2" stroke-width="2" d="M64 270 L342 270 L340 292 C338 298 334 300 326 300 L82 300 C70 300 66 296 66 290 Z"/>`;

/** A simple drawing of each kind of product on a field of 400 by 400. */
export const drawings: Readonly<Record<CategoryId, Drawing>> = {
  'running-shoes': shoe(runningSole),
  'trail-shoes': shoe(trailSole),
  sneakers: shoe(flatSole),
  boots: ({ main, dark, light }) => `
  <path fill="${main}" d="M112 110 L206 110 C210 150 206 180 214 198 C244 214 296 216 318 236 C330 248 330 260 330 272 L104 272 C100 220 116 160 112 110 Z"/>
  <path fill="${dark}" d="M108 104 h102 v22 h-100 Z M104 262 h226 l6 20 q-4 22 -24 22 h-20 v-10 h-110 v10 h-70 q-14 0 -14 -16 Z"/>
  <path stroke="${light}" stroke-width="7" stroke-linecap="round" d="M172 148 h32 M174 170 h32 M180 192 h32 M204 212 l-14 18"/>`,
  jackets: ({ main, dark, light }) => `
  <path fill="${dark}" d="M150 104 q50 -32 100 0 l-14 34 h-72 Z"/>
  <path fill="${main}" d="M150 106 C110 118 92 132 84 160 L62 276 L100 286 L116 214 L116 312 L284 312 L284 214 L300 286 L338 276 L316 160 C308 132 290 118 250 106 C232 132 168 132 150 106 Z"/>
  <path fill="${dark}" d="M116 292 h168 v20 h-168 Z M62 272 l38 10 l-4 18 l-38 -10 Z M338 272 l-38 10 l4 18 l38 -10 Z"/>
  <path stroke="${light}" stroke-width="5" d="M200 132 V292"/>
  <path stroke="${light}" stroke-width="6" stroke-linecap="round" d="M140 236 l26 10 M260 236 l-26 10"/>`,
  't-shirts': ({ main, dark, light }) => `
  <path fill="${main}" d="M152 100 C170 122 230 122 248 100 L318 132 L342 196 L296 212 L284 188 L284 312 L116 312 L116 188 L104 212 L58 196 L82 132 Z"/>
  <path fill="none" stroke="${dark}" stroke-width="9" d="M152 102 C170 126 230 126 248 102"/>
  <path stroke="${light}" stroke-width="10" stroke-linecap="round" d="M148 214 h104"/>`,
  shorts: ({ main, dark, light }) => `
  <path fill="${main}" d="M112 130 L288 130 L316 286 L218 292 L200 214 L182 292 L84 286 Z"/>
  <path fill="${dark}" d="M110 122 h180 l4 28 h-188 Z"/>
  <path stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none" d="M192 146 v26 M208 146 v20 M112 262 l62 6 M288 262 l-62 6"/>`,
  leggings: ({ main, dark, light }) => `
  <path fill="${main}" d="M142 92 L258 92 C272 150 268 220 250 318 L216 318 C216 250 212 200 200 168 C188 200 184 250 184 318 L150 318 C132 220 128 150 142 92 Z"/>
  <path fill="${dark}" d="M140 84 h120 l4 26 h-128 Z"/>
  <path stroke="${light}" stroke-width="6" stroke-linecap="round" fill="none" d="M156 200 C160 240 164 270 168 296 M244 200 C240 240 236 270 232 296"/>`,
  backpacks: ({ main, dark, light }) => `
  <path fill="none" stroke="${dark}" stroke-width="14" d="M168 108 C168 76 232 76 232 108"/>
  <rect x="114" y="102" width="172" height="216" rx="46" fill="${main}"/>
  <rect x="138" y="214" width="124" height="86" rx="18" fill="${dark}"/>
  <path stroke="${light}" stroke-width="7" stroke-linecap="round" d="M152 240 h96 M144 164 h112"/>
  <rect x="96" y="196" width="18" height="96" rx="9" fill="${dark}"/><rect x="286" y="196" width="18" height="96" rx="9" fill="${dark}"/>`,
  watches: ({ main, dark, light }) => `
  <path fill="${main}" d="M162 70 h76 l10 84 h-96 Z M152 246 h96 l-10 84 h-76 Z"/>
  <rect x="128" y="128" width="144" height="144" rx="44" fill="${dark}"/>
  <rect x="144" y="144" width="112" height="112" rx="32" fill="#10151c"/>
  <rect x="272" y="184" width="12" height="32" rx="6" fill="${dark}"/>
  <path stroke="${light}" stroke-width="7" stroke-linecap="round" stroke-linejoin="round" fill="none" d="M158 204 h20 l12 -28 l18 52 l14 -34 l8 10 h14"/>`,
  headphones: ({ main, dark, light }) => `
  <path fill="none" stroke="${main}" stroke-width="22" d="M102 222 C102 78 298 78 298 222"/>
  <rect x="82" y="200" width="56" height="104" rx="26" fill="${dark}"/><rect x="262" y="200" width="56" height="104" rx="26" fill="${dark}"/>
  <rect x="122" y="208" width="26" height="88" rx="13" fill="${light}"/><rect x="252" y="208" width="26" height="88" rx="13" fill="${light}"/>`,
  bottles: ({ main, dark, light }) => `
  <rect x="170" y="72" width="60" height="44" rx="12" fill="${dark}"/>
  <path fill="${main}" d="M164 116 h72 c22 20 28 34 28 62 v118 q0 30 -30 30 h-68 q-30 0 -30 -30 v-118 c0 -28 6 -42 28 -62 Z"/>
  <path fill="${light}" d="M136 206 h128 v54 h-128 Z"/>
  <path stroke="#fff" stroke-opacity=".5" stroke-width="9" stroke-linecap="round" d="M156 176 v16 M156 276 v22"/>`,
  socks: ({ main, dark, light }) => `
  <path fill="${main}" d="M150 84 h84 v120 c0 20 8 28 30 42 c40 26 28 74 -16 72 c-40 -2 -106 -62 -104 -120 Z"/>
  <path fill="${dark}" d="M144 78 h96 v34 h-96 Z M240 318 c44 4 62 -40 30 -66 c-26 8 -38 34 -30 66 Z M146 214 c20 -6 42 6 46 34 l-20 20 c-16 -14 -26 -34 -26 -54 Z"/>
  <path stroke="${light}" stroke-width="9" d="M148 136 h88 M148 156 h88"/>`,
  'gift-cards': ({ main, dark, light }) => `
  <rect x="74" y="122" width="252" height="160" rx="20" fill="${main}"/>
  <path fill="${dark}" d="M146 122 h26 v160 h-26 Z"/>
  <path fill="${light}" d="M159 178 c-40 -46 -76 -4 0 4 c76 -8 40 -50 0 -4 Z M152 182 l-22 40 l26 -20 Z M166 182 l22 40 l-26 -20 Z"/>
  <path stroke="#fff" stroke-opacity=".7" stroke-width="9" stroke-linecap="round" d="M206 238 h86 M206 258 h52"/>`,
};
