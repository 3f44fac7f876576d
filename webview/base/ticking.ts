import { AsyncDirective, directive } from 'lit-html/async-directive.js';

/** Draws a part of a template again and again for as long as it is in the page. */
class Ticking extends AsyncDirective {
  #draw: () => unknown = () => undefined;
  #everyMs = 0;
  #untilMs = Infinity;
  #timer: ReturnType<typeof setInterval> | undefined;

  render(draw: () => unknown, everyMs = 100, untilMs = Infinity): unknown {
    this.#draw = draw;
    this.#untilMs = untilMs;
    if (everyMs !== this.#everyMs) this.#stop();
    this.#everyMs = everyMs;
    this.#start();
    return draw();
  }

  protected override disconnected(): void {
    this.#stop();
  }

  protected override reconnected(): void {
    this.#start();
  }

  #start(): void {
    if (Date.now() < this.#untilMs) this.#timer ??= setInterval(() => this.#tick(), this.#everyMs);
  }

  #stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #tick(): void {
    if (Date.now() >= this.#untilMs) this.#stop();
    this.setValue(this.#draw());
  }
}

/**
 * Draws now and every `everyMs` milliseconds, a last time at `untilMs` (milliseconds since the
 * epoch), and no more once the template is removed.
 */
export const ticking = directive(Ticking);
