/**
 * Numbers of people who do not exist. Their check digits are computed here, so that the libraries of the
 * product are measured against another reading of the same rules.
 */

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export class Numbers {
  readonly #random: () => number;

  constructor(seed: number) {
    this.#random = randomOf(seed);
  }

  below(limit: number): number {
    return Math.floor(this.#random() * limit);
  }

  pick<T>(all: readonly [T, ...T[]]): T {
    return all[this.below(all.length)] ?? all[0];
  }

  digits(count: number): string {
    return Array.from({ length: count }, () => String(this.below(10))).join('');
  }

  /** Without a zero at its beginning. */
  digitsFrom(first: number, count: number): string {
    return String(first + this.below(10 - first)) + this.digits(count - 1);
  }

  letters(count: number, of = 'ABCDEFGHJKLMNPQRSTVWXYZ'): string {
    return Array.from({ length: count }, () => of.charAt(this.below(of.length))).join('');
  }

  /** The rest is random, the last digit that of Luhn. */
  card(prefix: string, length: number): string {
    const body = prefix + this.digits(length - 1 - prefix.length);
    const sum = [...body].reverse().reduce((all, one, at) => {
      const doubled = Number(one) * (at % 2 === 0 ? 2 : 1);
      return all + (doubled > 9 ? doubled - 9 : doubled);
    }, 0);
    return body + String((10 - (sum % 10)) % 10);
  }

  cpf(): string {
    const body = this.digitsFrom(1, 9);
    const one = eleven(body, [10, 9, 8, 7, 6, 5, 4, 3, 2]);
    return body + one + eleven(body + one, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
  }

  cnpj(): string {
    const body = `${this.digitsFrom(1, 8)}0001`;
    const one = eleven(body, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
    return body + one + eleven(body + one, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  }

  /** Letters in the root, as companies get them from July 2026 on: each counts its ASCII code less 48. */
  letterCnpj(): string {
    const body = `${this.digits(2)}${this.letters(3)}${this.digits(1)}${this.letters(2)}0001`;
    const one = eleven(body, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
    return body + one + eleven(body + one, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2]);
  }

  /** An account of a Mexican bank: 3 digits of the bank, 3 of the place, 11 of the account, 1 to check. */
  clabe(): string {
    const body = this.pick(['002', '012', '014', '072']) + '180' + this.digits(11);
    const sum = [...body].reduce(
      (all, one, at) => all + ((Number(one) * ([3, 7, 1][at % 3] ?? 1)) % 10),
      0,
    );
    return body + String((10 - (sum % 10)) % 10);
  }

  /** Body and check digit, apart. */
  rut(): readonly [string, string] {
    const body = `1${this.digits(7)}`;
    const sum = weighted(body, [3, 2, 7, 6, 5, 4, 3, 2]);
    const check = 11 - (sum % 11);
    return [body, check === 11 ? '0' : check === 10 ? 'K' : String(check)];
  }

  dni(): readonly [string, string] {
    const body = this.digits(8);
    return [body, dniLetter(Number(body))];
  }

  nie(): string {
    const first = this.below(3);
    const body = this.digits(7);
    return `${'XYZ'.charAt(first)}${body}${dniLetter(Number(String(first) + body))}`;
  }

  cuit(): readonly [string, string, string] {
    for (;;) {
      const kind = this.pick(['20', '27', '23']);
      const body = this.digits(8);
      const check = 11 - (weighted(kind + body, [5, 4, 3, 2, 7, 6, 5, 4, 3, 2]) % 11);
      if (check < 10) return [kind, body, String(check)];
    }
  }

  curp(): string {
    const body = `${this.pick(['GARM', 'LOPJ', 'HEGA', 'MAAR', 'PEXA'])}${this.date()}${this.pick(['H', 'M'])}${this.pick(['DF', 'JC', 'NL', 'PL'])}${this.letters(3, 'BCDFGHJLMNPRSTV')}0`;
    const order = '0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ';
    const sum = [...body].reduce((all, one, at) => all + order.indexOf(one) * (18 - at), 0);
    return body + String((10 - (sum % 10)) % 10);
  }

  rfc(): string {
    const body = `${this.pick(['GARM', 'LOPJ', 'HEGA', 'MAAR', 'TORC'])}${this.date()}${this.letters(1)}${this.digits(1)}`;
    const order = '0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ';
    const sum = [...body].reduce((all, one, at) => all + order.indexOf(one) * (13 - at), 0);
    const check = 11 - (sum % 11);
    return body + (check === 11 ? '0' : check === 10 ? 'A' : String(check));
  }

  iban(country: string, length: number): string {
    const body = this.digits(length - 4);
    const plain = [...`${body}${country}00`].map((one) => parseInt(one, 36).toString()).join('');
    const check = 98n - (BigInt(plain) % 97n);
    return country + String(check).padStart(2, '0') + body;
  }

  ean(prefix: string): string {
    const body = prefix + this.digits(12 - prefix.length);
    const sum = weighted(body, [1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3]);
    return body + String((10 - (sum % 10)) % 10);
  }

  /** YYMMDD. */
  date(): string {
    const two = (value: number) => String(value).padStart(2, '0');
    return `${String(60 + this.below(39))}${two(1 + this.below(12))}${two(1 + this.below(28))}`;
  }
}

function weighted(characters: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, at) => sum + weight * (characters.charCodeAt(at) - 48), 0);
}

function eleven(digits: string, weights: readonly number[]): string {
  const rest = weighted(digits, weights) % 11;
  return String(rest < 2 ? 0 : 11 - rest);
}

function dniLetter(number: number): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(number % 23);
}
