import { html, type TemplateResult } from 'lit-html';
import { button } from '../../base/kit.ts';
import { composerStrings } from '../../strings/composerStrings.ts';
import { strings } from '../../strings/strings.ts';

/** Warns before sending a message that looks like an API key. */
export function keyWarning(options: {
  readonly isShown: boolean;
  readonly setKey: () => void;
  readonly sendAnyway: () => void;
}): TemplateResult {
  const { isShown, setKey, sendAnyway } = options;
  return html`<div class="composer-part" ?hidden=${!isShown}>
    <p role="alert">${isShown ? composerStrings.looksLikeKey : ''}</p>
    <div class="row-actions">
      ${button({ label: strings.setApiKey, kind: 'primary', onPress: setKey })}
      ${button({ label: composerStrings.sendAnyway, kind: 'secondary', onPress: sendAnyway })}
    </div>
  </div>`;
}
