import { t } from '../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import { repeat } from 'lit-html/directives/repeat.js';
import { icon } from '../base/icons.ts';
import { part } from '../base/part.ts';
import { strings } from '../strings.ts';
import { kindLook } from './kinds.ts';

export interface KindChips {
  readonly element: HTMLElement;
  /** Takes each kind with its number of rows. */
  update(counts: readonly (readonly [string, number])[]): void;
  /** The selected kinds; empty means all, apart from blank lines. */
  readonly wanted: ReadonlySet<string>;
  clear(): void;
}

/** An upper limit, because an agent may send any number of kinds. */
const maxChips = 24;

/**
 * A toggle for each kind of line. Only pressed kinds are shown; none pressed means all. Blank lines
 * are shown only while theirs is pressed.
 */
export function kindChips(onChange: () => void): KindChips {
  let counts: ReadonlyMap<string, number> = new Map();
  /** The kinds with a chip, which stays in place: one that moves is hard to press. */
  let kinds: readonly string[] = [];
  let wanted: ReadonlySet<string> = new Set();
  const { element, draw } = part(() => {
    const rest = counts.size - kinds.length;
    return html`<div class="kind-chips" role="group" aria-label=${t('Line kinds')}>
      ${repeat(kinds, (kind) => kind, chip)}
      <button type="button" class="quiet" ?hidden=${wanted.size === 0} @click=${clearAll}>
        ${t('Show All Kinds')}
      </button>
      <span class="muted" ?hidden=${rest === 0}>${strings.moreKinds(rest)}</span>
    </div>`;
  });

  function chip(kind: string): TemplateResult {
    const { label, icon: path, tone } = kindLook(kind);
    return html`<button
      type="button"
      class="kind-chip"
      data-tone=${tone}
      aria-pressed=${String(wanted.has(kind))}
      title=${label}
      @click=${() => toggle(kind)}
    >
      ${icon(path)}<bdi>${label}</bdi><span class="chip-count">${counts.get(kind)}</span>
    </button>`;
  }

  function set(next: ReadonlySet<string>): void {
    wanted = next;
    // The button that shows all kinds disappears.
    if (wanted.size === 0 && document.activeElement?.matches('.kind-chips > .quiet')) {
      element.querySelector<HTMLElement>('.kind-chip')?.focus();
    }
    draw();
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

  return {
    element,
    get wanted() {
      return wanted;
    },
    clear: () => set(new Set()),
    update(next) {
      counts = new Map(next);
      kinds = [...new Set([...kinds, ...counts.keys()])]
        .filter((kind) => counts.has(kind))
        .slice(0, maxChips);
      set(new Set([...wanted].filter((kind) => counts.has(kind))));
    },
  };
}
