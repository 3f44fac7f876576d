/** A part of the page that F6 moves the focus to. */
export interface Region {
  /** Null while the page has no such element. */
  readonly element: HTMLElement | null;
  focus(): void;
}

/** A region that is drawn anew, as two CSS selectors: of its element and, in there, of the focus. */
export function drawnRegion(frame: string, target: string): Region {
  const find = (selector: string) => document.querySelector<HTMLElement>(selector);
  return {
    get element() {
      return find(frame);
    },
    focus: () => find(`${frame} ${target}`)?.focus(),
  };
}

/** Moves the focus to the next region, cyclically; skips regions with nothing to focus. */
export function regionCycle(regions: readonly Region[]): () => void {
  return () => {
    const from = regions.findIndex(({ element }) => element?.contains(document.activeElement));
    for (let step = 1; step <= regions.length; step++) {
      const next = regions[(from + step) % regions.length];
      if (!next?.element || next.element.hidden) continue;
      next.focus();
      if (next.element.contains(document.activeElement)) return;
    }
  };
}

/** VS Code's key binding may send a message for a key press that the page has already handled. */
const echoMs = 500;

/**
 * An action triggered by both the page's key handler and the host's message, run once per press.
 */
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
