import { el, iconElement, plainButton } from '../base/dom.ts';
import { inspectorStrings as strings } from '../strings/inspectorStrings.ts';
import { kindLook } from './kinds.ts';

export interface KindChips {
  readonly element: HTMLElement;
  /** Takes each kind with its number of rows. */
  update(counts: readonly (readonly [string, number])[]): void;
  /** The selected kinds; empty means all. */
  readonly wanted: ReadonlySet<string>;
  clear(): void;
}

/** An upper limit, because an agent may send any number of kinds. */
const maxChips = 24;

/** A toggle for each kind of line. Only pressed kinds are shown; none pressed means all. */
export function kindChips(onChange: () => void): KindChips {
  const element = el('div', { class: 'kind-chips', role: 'group', 'aria-label': strings.kinds });
  const all = plainButton({ class: 'quiet', hidden: true }, clearAll, strings.allKinds);
  const others = el('span', { class: 'muted', hidden: true });
  element.append(all, others);
  const chips = new Map<string, { readonly chip: HTMLElement; readonly count: HTMLElement }>();
  let wanted: ReadonlySet<string> = new Set();

  function set(kinds: ReadonlySet<string>): void {
    wanted = kinds;
    for (const [kind, { chip }] of chips) chip.ariaPressed = String(kinds.has(kind));
    if (kinds.size === 0 && all === document.activeElement) {
      element.querySelector<HTMLElement>('.kind-chip')?.focus();
    }
    all.hidden = kinds.size === 0;
  }

  function clearAll(): void {
    set(new Set());
    onChange();
  }

  function toggle(kind: string): void {
    const rest = [...wanted].filter((one) => one !== kind);
    set(new Set(wanted.has(kind) ? rest : [...rest, kind]));
    onChange();
  }

  function makeChip(kind: string): { readonly chip: HTMLElement; readonly count: HTMLElement } {
    const { label, icon: path, tone } = kindLook(kind);
    const count = el('span', { class: 'chip-count' });
    const chip = plainButton(
      { class: 'kind-chip', 'data-tone': tone, 'aria-pressed': 'false', title: label },
      () => toggle(kind),
      iconElement(path),
      el('bdi', {}, label),
      count,
    );
    return { chip, count };
  }

  return {
    element,
    get wanted() {
      return wanted;
    },
    clear: () => set(new Set()),
    update(counts) {
      // Existing chips stay in place: one that moves is hard to press.
      const known = new Map(counts);
      for (const [kind, { chip }] of chips) {
        if (known.has(kind)) continue;
        chip.remove();
        chips.delete(kind);
      }
      for (const [kind, number] of counts) {
        if (!chips.has(kind) && chips.size < maxChips) {
          const made = makeChip(kind);
          chips.set(kind, made);
          all.before(made.chip);
        }
        const shown = chips.get(kind);
        if (shown) shown.count.textContent = String(number);
      }
      const rest = counts.length - chips.size;
      others.hidden = rest === 0;
      others.textContent = strings.moreKinds(rest);
      const left = [...wanted].filter((kind) => known.has(kind));
      if (left.length < wanted.size) set(new Set(left));
    },
  };
}
