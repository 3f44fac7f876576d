const header = /^x-api-key\b/i;
const token = /^[A-Za-z0-9_-]{32,}$/;
const knownPrefix = /^(?:sk|pk|key|api)[-_][A-Za-z0-9_-]{16,}$/i;

/** True for text that looks like a key pasted by mistake; customers write words. */
export function looksLikeApiKey(text: string): boolean {
  const typed = text.trim();
  if (header.test(typed)) return true;
  const hasBothClasses = /[A-Za-z]/.test(typed) && /\d/.test(typed);
  return hasBothClasses && (token.test(typed) || knownPrefix.test(typed));
}
