/**
 * Handles Ctrl+A (Cmd+A on a Mac) in text fields within the page and hides it from VS Code. VS Code
 * would select everything again a moment later, including text typed since.
 */
export function selectAllAtOnce(): void {
  document.addEventListener('keydown', (event) => {
    const isCommand = event.ctrlKey !== event.metaKey && !event.shiftKey && !event.altKey;
    if (!isCommand || event.key.toLowerCase() !== 'a') return;
    const [field] = event.composedPath();
    if (!(field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)) return;
    field.select();
    event.preventDefault();
    event.stopPropagation();
  });
}
