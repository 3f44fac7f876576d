import { visibleText } from '../../../src/shared/visibleText.ts';
import { controlIcons } from '../../base/icons.ts';
import { el, icon, plainButton } from '../../base/dom.ts';

export interface IdPart {
  readonly element: HTMLElement;
  /** Shows an id, with what there is to say about it as its tooltip; undefined hides the part. */
  update(id: string | undefined, tooltip?: string, note?: string): void;
}

/** An id in short with its name before it, and a button that copies the whole. */
export function idPart(label: string, copyLabel: string, copy: (id: string) => void): IdPart {
  const text = el('span', { class: 'id-text' });
  const remark = el('span', { class: 'id-note' });
  let shown = '';
  const button = plainButton(
    { class: 'icon-button small', title: copyLabel, 'aria-label': copyLabel },
    () => copy(shown),
    icon(controlIcons.copy),
  );
  const element = el('span', { class: 'id-part', hidden: true }, text, button, remark);
  return {
    element,
    update(id, tooltip, note = '') {
      element.hidden = id === undefined;
      shown = id ?? '';
      text.textContent = `${label} ${shortId(visibleText(shown))}`;
      text.title = visibleText(tooltip ?? shown);
      remark.textContent = note;
    },
  };
}

/** Both ends of an id tell it apart; the whole is in the tooltip and on the clipboard. */
export function shortId(id: string): string {
  return id.length <= 12 ? id : `${id.slice(0, 4)}…${id.slice(-4)}`;
}
