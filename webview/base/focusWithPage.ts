/**
 * Puts the focus on a part of this page once the page itself has it. VS Code gives it to a view that it
 * opens; but a page that is late must not take it from what the tester has turned to meanwhile.
 */
export function focusWithPage(part: { focus(): void }): void {
  if (document.hasFocus()) part.focus();
  else window.addEventListener('focus', () => part.focus(), { once: true });
}
