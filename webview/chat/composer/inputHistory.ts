/** Earlier texts in the text box, and the way back to the draft. */
export interface Recall {
  /** The text before the one that is shown; undefined at the first. */
  earlier(texts: readonly string[], shown: string): string | undefined;
  /** The text after the one that is shown, in the end the draft; undefined at the draft. */
  later(shown: string): string | undefined;
  /** True while another text than the draft is shown. */
  isAway(): boolean;
  /** What is shown was sent. */
  reset(): void;
}

/** What was changed in a recalled text is there again when the reader comes back to it. */
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
    isAway: () => back > 0,
    reset() {
      back = 0;
      edited.clear();
    },
  };
}
