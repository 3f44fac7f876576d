import { t } from '../../../src/shared/l10n.ts';
import { html, type TemplateResult } from 'lit-html';
import { button } from '../../base/kit.ts';

/** Warns before sending a message that looks like an API key. */
export function keyWarning(setKey: () => void, sendAnyway: () => void): TemplateResult {
  return html`<div class="composer-part">
    <p role="alert">${t("This looks like an API key, so it wasn't sent.")}</p>
    <div class="row-actions">
      ${button({ label: t('Set API Key'), kind: 'primary', onPress: setKey })}
      ${button({ label: t('Send Anyway'), kind: 'secondary', onPress: sendAnyway })}
    </div>
  </div>`;
}
