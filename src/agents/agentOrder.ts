/** The names with some of them, in their order, before another one; without one at the end. */
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

/** What is named, in the order of the names; what is not named stands behind it as it came. */
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
