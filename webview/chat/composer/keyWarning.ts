import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import { button } from '../../base/kit.ts';

/** Warns before sending a message that looks like an API key. */
export function keyWarning(setKey: () => void, sendAnyway: () => void): TemplateResult {
  return html`<div class="composer-part">
    <p role="alert">${t('This looks like an API key: it was not sent.')}</p>
    <div class="row-actions">
      ${button({ label: t('Set API key'), kind: 'primary', onPress: setKey })}
      ${button({ label: t('Send anyway'), kind: 'secondary', onPress: sendAnyway })}
    </div>
  </div>`;
}
