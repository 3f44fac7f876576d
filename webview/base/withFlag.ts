import { html, type TemplateResult } from 'lit-html';
import { AsyncDirective, directive } from 'lit-html/async-directive.js';

type Draw = (isSet: boolean, set: (isSet: boolean) => void) => unknown;

class Flagged extends AsyncDirective {
  #isSet = false;
  #draw: Draw = () => undefined;

  render(draw: Draw): unknown {
    this.#draw = draw;
    return draw(this.#isSet, (isSet) => {
      if (isSet === this.#isSet) return;
      this.#isSet = isSet;
      this.setValue(this.render(this.#draw));
    });
  }
}

const flagged = directive(Flagged);

/**
 * Draws a view that remembers one fact about itself for as long as it is in the page, such as that
 * it was opened. Setting the flag draws it again.
 */
export function withFlag(draw: Draw): TemplateResult {
  return html`${flagged(draw)}`;
}
