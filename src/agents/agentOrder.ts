/** Moves some of the names, keeping their order, before another one; by default to the end. */
export function moveNames(
  names: readonly string[],
  moved: readonly string[],
  before: string | undefined,
): readonly string[] {
  const kept = names.filter((name) => moved.includes(name));
  const rest = names.filter((name) => !moved.includes(name));
  const index = rest.findIndex((name) => name === before);
  return rest.toSpliced(index < 0 ? rest.length : index, 0, ...kept);
}

/** Sorts items by the list of names; unlisted items follow in their original order. */
export function inOrder<T extends { readonly name: string }>(
  items: readonly T[],
  names: readonly string[],
): readonly T[] {
  const rank = ({ name }: T) => {
    const index = names.indexOf(name);
    return index < 0 ? names.length : index;
  };
  return items.toSorted((one, other) => rank(one) - rank(other));
}
