/**
 * Ctrl+A (on a Mac Cmd+A) in a text field selects its text at once, and VS Code does not hear it: it
 * would select everything once more a moment later, over what was typed since.
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
