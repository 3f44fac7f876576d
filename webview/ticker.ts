const everyMs = 100;

/** Calls `tick` now and ten times a second until it says false or the element has left the page. */
export function tickWhileShown(element: Element, tick: () => boolean): void {
  if (!tick()) return;
  const timer = setInterval(() => {
    if (!element.isConnected || !tick()) clearInterval(timer);
  }, everyMs);
}

/** Milliseconds since a moment of the host's clock, which may be ahead of ours. */
export function msSince(epochMs: number): number {
  return Math.max(0, Date.now() - epochMs);
}
