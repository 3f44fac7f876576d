import { html, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import { controlIcons, icon } from './icons.ts';

const widthPx = 220;
let menus = 0;

/** A button with a menu of further buttons, which lies above the page and closes by itself. */
export function moreMenu(items: unknown): TemplateResult {
  const id = `menu-${++menus}`;
  const label = t('More actions');
  return html`<span class="more" @keydown=${onKeyDown}>
    <button
      type="button"
      class="icon-button"
      popovertarget=${id}
      title=${label}
      aria-label=${label}
    >
      ${icon(controlIcons.more)}
    </button>
    <span id=${id} class="more-menu" popover @beforetoggle=${place} @click=${close}>${items}</span>
  </span>`;
}

interface MenuEvent {
  readonly currentTarget: HTMLElement;
}

/** Elsewhere Escape stops a response or moves the focus; here it only closes the menu. */
function onKeyDown(event: KeyboardEvent & MenuEvent): void {
  if (event.key === 'Escape' && event.currentTarget.querySelector(':popover-open')) {
    event.stopPropagation();
  }
}

function close({ currentTarget }: MenuEvent): void {
  currentTarget.hidePopover();
}

/** Below the button, or above it in the lower half of the page. */
function place({ currentTarget: { style, parentElement } }: MenuEvent): void {
  const box = parentElement?.getBoundingClientRect();
  if (!box) return;
  const isLow = box.top > innerHeight / 2;
  style.left = `${Math.max(0, Math.min(box.left, innerWidth - widthPx))}px`;
  style.top = isLow ? 'auto' : `${box.bottom}px`;
  style.bottom = isLow ? `${innerHeight - box.top}px` : 'auto';
}
