import { html, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import { controlIcons, icon } from './icons.ts';

const widthPx = 220;
let menus = 0;

/** A button with a menu of further buttons, which lies above the page and closes by itself. */
export function moreMenu(items: unknown): TemplateResult {
  const id = `menu-${++menus}`;
  return html`<span class="more" @keydown=${onKeyDown}>
    <button type="button" class="icon-button" popovertarget=${id} title=${t('More actions')}>
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
  const { left = 0, top = 0, bottom = 0 } = parentElement?.getBoundingClientRect() ?? {};
  const isLow = top > innerHeight / 2;
  style.inset = isLow ? `auto auto ${innerHeight - top}px` : `${bottom}px auto auto`;
  style.left = `${Math.max(0, Math.min(left, innerWidth - widthPx))}px`;
}
