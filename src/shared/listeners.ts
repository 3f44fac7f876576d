/** The listeners to something that changes. */
export class Listeners<T> {
  readonly #all = new Set<(value: T) => void>();

  /** Calls the listener with each value from now on. Returns a function that removes it. */
  readonly add = (listener: (value: T) => void): (() => void) => {
    this.#all.add(listener);
    return () => this.#all.delete(listener);
  };

  tell(value: T): void {
    for (const listener of this.#all) listener(value);
  }
}
