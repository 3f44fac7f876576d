import fc from 'fast-check';

/** A JSON text as no program that we know writes it, and what is known of it. */
export interface JsonSample {
  readonly text: string;
  readonly depth: number;
  /** True where JavaScript spells all its numbers alike. */
  readonly isPlain: boolean;
  /** True where an object has a name twice. */
  readonly repeats: boolean;
}

/** White space between two tokens. */
export const space = fc
  .array(fc.constantFrom(' ', '\t', ' '), { maxLength: 2 })
  .map((spaces) => spaces.join(''));

const digits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 22 })
  .map((all) => all.join(''));

/** A number with any digits. */
export const numberText = fc
  .tuple(
    fc.constantFrom('', '-'),
    fc.oneof(
      fc.constant('0'),
      digits.map((all) => all.replace(/^0+(?=\d)/, '')),
    ),
    fc.option(digits, { nil: undefined }),
    fc.option(fc.tuple(fc.constantFrom('e', 'E', 'e+', 'E-'), fc.integer({ min: 0, max: 420 })), {
      nil: undefined,
    }),
  )
  .map(
    ([sign, whole, fraction, power]) =>
      `${sign}${whole}${fraction === undefined ? '' : `.${fraction}`}${power?.join('') ?? ''}`,
  );

/** A string as JSON, some of its characters escaped without need. */
const stringText = fc
  .tuple(fc.string({ unit: 'binary', maxLength: 8 }), fc.nat(7))
  .map(([text, at]) => {
    const json = JSON.stringify(text);
    const inner = [...text].map((one, index) => {
      const isEscaped = index % 8 === at && one.length === 1;
      if (!isEscaped) return JSON.stringify(one).slice(1, -1);
      return `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`;
    });
    return at === 0 ? json : `"${inner.join('')}"`;
  });

const names = fc.oneof(
  { arbitrary: fc.constantFrom('a', 'b', 'text', 'id', '__proto__', 'price'), weight: 3 },
  { arbitrary: fc.string({ maxLength: 5 }), weight: 1 },
);

const scalar = fc.oneof(
  fc.constantFrom('true', 'false', 'null').map((text) => sampleOf(text)),
  numberText.map((text) => ({ ...sampleOf(text), isPlain: String(Number(text)) === text })),
  stringText.map((text) => sampleOf(text)),
);

function sampleOf(text: string): JsonSample {
  return { text, depth: 0, isPlain: true, repeats: false };
}

/** What holds the samples, as this text. */
function around(text: string, inner: readonly JsonSample[], repeats = false): JsonSample {
  return {
    text,
    depth: 1 + Math.max(0, ...inner.map(({ depth }) => depth)),
    isPlain: inner.every(({ isPlain }) => isPlain),
    repeats: repeats || inner.some((one) => one.repeats),
  };
}

const { value } = fc.letrec<{ value: JsonSample }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    scalar,
    fc
      .tuple(fc.array(tie('value'), { maxLength: 4 }), space, space)
      .map(([items, before, after]) =>
        around(`[${before}${items.map(({ text }) => text).join(`${after},${before}`)}]`, items),
      ),
    fc
      .tuple(fc.array(fc.tuple(names, tie('value')), { maxLength: 5 }), space, space)
      .map(([members, before, after]) => {
        const texts = members.map(
          ([name, { text }]) => `${JSON.stringify(name)}${after}:${before}${text}`,
        );
        return around(
          `{${before}${texts.join(`${after},${before}`)}${after}}`,
          members.map(([, one]) => one),
          new Set(members.map(([name]) => name)).size < members.length,
        );
      }),
  ),
}));

/** Any JSON text: any space, order and spelling, with names that stand twice. */
export const jsonText = fc
  .tuple(space, value, space)
  .map(([before, sample, after]) => ({ ...sample, text: `${before}${sample.text}${after}` }));
