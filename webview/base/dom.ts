/**
 * Calls `onPress` for a click, but not for the second one of a double click: another button may have
 * taken this one's place.
 */
export function firstPress(onPress: () => void): (event: MouseEvent) => void {
  return ({ detail }) => {
    if (detail < 2) onPress();
  };
}

/** Calls back once the page has loaded, or immediately if it already has. */
export function whenLoaded(callback: () => void): void {
  if (document.readyState === 'complete') callback();
  else window.addEventListener('load', callback, { once: true });
}

/** Milliseconds since a time on the host's clock, which may be ahead of ours; never negative. */
export function msSince(epochMs: number): number {
  return Math.max(0, Date.now() - epochMs);
}
