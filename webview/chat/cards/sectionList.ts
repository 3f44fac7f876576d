import type { Interactive } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, icon } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import type { CardContext } from './cardContext.ts';
import { choiceButton } from './choiceButton.ts';

/** A list message's menu: one button that opens its sections, each row a button. */
export function sectionList(
  { menuLabel, sections }: Interactive,
  secondLabel: string | undefined,
  place: { readonly turnId: number; readonly item: number; readonly message: number },
  context: CardContext,
): HTMLElement | undefined {
  if (sections.length === 0 && menuLabel === undefined) return undefined;
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  return el(
    'details',
    { class: 'menu' },
    el(
      'summary',
      { class: 'choice menu-button' },
      icon(cardIcons.list),
      el('span', { class: 'choice-title', dir: 'auto' }, visibleText(menuLabel ?? strings.options)),
      el('span', { class: 'muted' }, strings.rows(count)),
    ),
    secondLabel !== undefined &&
      el('p', { class: 'note' }, strings.secondLabel(visibleText(secondLabel))),
    ...sections.map(({ title, rows }, section) => {
      const name = visibleText(title || strings.section(section + 1));
      return el(
        'div',
        { class: 'section', role: 'group', 'aria-label': name },
        (title || sections.length > 1) &&
          el('p', { class: 'section-title', 'aria-hidden': 'true', dir: 'auto' }, name),
        ...rows.map((row, index) =>
          choiceButton(row, { type: 'chooseRow', ...place, section, row: index }, context),
        ),
      );
    }),
    count === 0 && el('p', { class: 'muted section-title' }, strings.noRows),
  );
}
