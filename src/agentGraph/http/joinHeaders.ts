type WireHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Repeated headers joined by ", ", as `fetch` gives them. */
export function joinHeaders(headers: WireHeaders): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) joined[name] = typeof value === 'string' ? value : value.join(', ');
  }
  return joined;
}
