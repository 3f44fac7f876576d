import { randomUUID } from 'node:crypto';

/** Puts JSON texts as they came into JSON that is made of values. */
export class RawTexts {
  /** No text of anybody else has it. */
  readonly #mark = randomUUID();
  readonly #texts: string[] = [];

  /** A value that stands for the text until `into`. */
  placeholder(text: string): string {
    return `${this.#mark}-${this.#texts.push(text) - 1}`;
  }

  /** The JSON with each text in the place of its placeholder. */
  into(json: string): string {
    return json.replace(
      new RegExp(`"${this.#mark}-(\\d+)"`, 'g'),
      (_, index: string) => this.#texts[Number(index)] ?? 'null',
    );
  }
}
