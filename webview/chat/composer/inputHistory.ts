/** Recalls earlier texts in the text box and returns to the draft. */
export interface Recall {
  /** The text before the shown one; undefined at the first. */
  earlier(texts: readonly string[], shown: string): string | undefined;
  /** The text after the shown one, finally the draft; undefined at the draft. */
  later(shown: string): string | undefined;
  /** Called after the shown text was sent. */
  reset(): void;
}

/** Keeps edits of a recalled text until the reset. */
export function createRecall(): Recall {
  let texts: readonly string[] = [];
  let back = 0;
  const edited = new Map<number, string>();

  function goTo(position: number, shown: string): string {
    edited.set(back, shown);
    back = position;
    return edited.get(back) ?? texts.at(-back) ?? '';
  }

  return {
    earlier(known, shown) {
      if (back === 0) texts = known;
      return back === texts.length ? undefined : goTo(back + 1, shown);
    },
    later: (shown) => (back === 0 ? undefined : goTo(back - 1, shown)),
    reset() {
      back = 0;
      edited.clear();
    },
  };
}
