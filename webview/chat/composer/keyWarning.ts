import { html, type TemplateResult } from 'lit-html';
import { button } from '../../base/kit.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';

/** Warns before sending a message that looks like an API key. */
export function keyWarning(setKey: () => void, sendAnyway: () => void): TemplateResult {
  return html`<div class="composer-part">
    <p role="alert">${composerStrings.looksLikeKey}</p>
    <div class="row-actions">
      ${button({ label: strings.setApiKey, kind: 'primary', onPress: setKey })}
      ${button({ label: composerStrings.sendAnyway, kind: 'secondary', onPress: sendAnyway })}
    </div>
  </div>`;
}
