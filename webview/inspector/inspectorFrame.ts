import { t } from '../../src/shared/l10n.ts';
import { html, noChange, nothing, type TemplateResult } from 'lit-html';
import { moreMenu } from '../base/moreMenu.ts';
import { iconButton, quietButton } from '../base/nativeButtons.ts';
import { splitter } from '../base/splitter.ts';
import { strings } from '../strings.ts';
import { type InspectorLayout, wide } from './inspectorLayout.ts';

export interface FrameLook {
  readonly totals: unknown;
  readonly finder: HTMLElement;
  readonly chips: HTMLElement;
  readonly list: HTMLElement;
  readonly pane: HTMLElement;
  /** The inspector has the page to itself: it cannot be closed and is the page's main landmark. */
  readonly isAlone: boolean;
  readonly isOpen: boolean;
  /** While there is nothing to inspect, a sentence explains what will appear. */
  readonly isEmpty: boolean;
  /** The details are shown; otherwise the list has their space. */
  readonly isDetailed: boolean;
  readonly layout: InspectorLayout;
  readonly keep: (part: Partial<InspectorLayout>) => void;
  readonly close: () => void;
  readonly saveRows: () => void;
  readonly saveHar: () => void;
}

/** The frame around the parts of the inspector, with their sizes. */
export function inspectorFrame(look: FrameLook): TemplateResult {
  const { isAlone, isOpen, isDetailed } = look;
  const marks = [isAlone && 'alone', isBeside(isAlone) && 'beside', isDetailed && 'detailed'];
  const names = ['inspector', ...marks.filter(Boolean)].join(' ');
  // A closed inspector has no content, so that it costs the page nothing.
  const content = isOpen ? contentView(look) : nothing;
  if (isAlone) return html`<main class=${names}>${content}</main>`;
  return html`<aside
    class=${names}
    aria-label=${t('Inspector')}
    ?hidden=${!isOpen}
    .style=${isOpen ? `flex-basis: ${shareOf(look.layout)}%` : noChange}
  >
    ${content}
  </aside>`;
}

/** The details are next to the list. */
export function isBeside(isAlone: boolean): boolean {
  return isAlone && wide.matches;
}

function contentView(look: FrameLook): TemplateResult {
  const { isAlone, isEmpty, isDetailed, layout, keep, saveRows, saveHar } = look;
  return html`${isAlone ? titles() : head(look)}
    <p class="wire-empty" tabindex=${isAlone ? '-1' : nothing} ?hidden=${!isEmpty}>
      ${t(
        'Every line the agent sends appears here as it arrives, with its time and size. Send a message to see the first ones.',
      )}
    </p>
    <div class="wire-content" ?hidden=${isEmpty}>
      <div class="wire-tools">
        ${look.finder} ${look.chips}
        ${moreMenu([
          quietButton(t('Save Visible Lines as JSONL'), saveRows),
          quietButton(t('Save All Requests as HAR'), saveHar),
        ])}
        ${look.totals}
      </div>
      <div class="wire-work">
        ${look.list}
        ${splitter({
          label: t('Details size'),
          frame: '.wire-work',
          isVertical: isBeside(isAlone),
          isHidden: !isDetailed,
          share: layout.paneShare,
          onShare: (paneShare) => keep({ paneShare }),
        })}
        ${look.pane}
      </div>
    </div>`;
}

/** VS Code shows a title above its views. */
function titles(): TemplateResult {
  return html`<h1 class="unseen">${strings.title}</h1>
    <h2 class="unseen">${t('Inspector')}</h2>`;
}

function head({ layout, keep, close }: FrameLook): TemplateResult {
  // Inside the inspector, so that it is part of a landmark; the style sheet moves it to the edge.
  return html`${splitter({
      label: t('Inspector size'),
      frame: '.split',
      isVertical: wide.matches,
      share: shareOf(layout),
      onShare: (share) => keep(wide.matches ? { columnShare: share } : { drawerShare: share }),
    })}
    <header class="inspector-head">
      <h2>${t('Inspector')}</h2>
      ${iconButton('close', t('Close Inspector'), close)}
    </header>`;
}

function shareOf({ columnShare, drawerShare }: InspectorLayout): number {
  return wide.matches ? columnShare : drawerShare;
}
