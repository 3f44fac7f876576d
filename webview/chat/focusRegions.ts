/** A part of the page that F6 can reach. */
export interface Region {
  readonly element: HTMLElement;
  focus(): void;
}

/** Moves the focus from region to region, round and round; regions without anything are left out. */
export function regionCycle(regions: readonly Region[]): () => void {
  return () => {
    const from = regions.findIndex(({ element }) => element.contains(document.activeElement));
    for (let step = 1; step <= regions.length; step++) {
      const next = regions[(from + step) % regions.length];
      if (!next || next.element.hidden) continue;
      next.focus();
      if (next.element.contains(document.activeElement)) return;
    }
  };
}

/** VS Code's own key binding may come after the same key press in the page, as a message. */
const echoMs = 500;

/** One action with two ways to it, the page's key and the host's message, done once a press. */
export function onceAPress(run: () => void): {
  readonly key: () => void;
  readonly message: () => void;
} {
  let pressedAt = -Infinity;
  return {
    key() {
      pressedAt = performance.now();
      run();
    },
    message() {
      if (performance.now() - pressedAt > echoMs) run();
    },
  };
}
