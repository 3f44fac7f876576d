/**
 * Focuses a part of the page once the page itself has focus. VS Code focuses a view that it opens,
 * but a page that loads late must not take focus from where the tester has moved it since.
 */
export function focusWithPage(part: { focus(): void }): void {
  if (document.hasFocus()) part.focus();
  else window.addEventListener('focus', () => part.focus(), { once: true });
}
