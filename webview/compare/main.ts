import { html, render, type TemplateResult } from 'lit-html';
import { t } from '../../src/shared/l10n.ts';
import { announcer } from '../base/announcer.ts';
import '../base/pageLanguage.ts';
import { agentsPage } from './agentsPage.ts';
import { host } from './host.ts';
import { timesPage } from './timesPage.ts';

const { element, say } = announcer();

function draw(page: TemplateResult): void {
  render(html`${page}${element}`, document.body);
}

draw(html`<main class="compare"><h1>${t('Waiting for the first response…')}</h1></main>`);
const showAgents = agentsPage(draw, say);
const showTimes = timesPage(draw, say);
host.listen(({ state }) => {
  if (state.mode === 'agents') showAgents(state);
  else showTimes(state);
});
host.post({ type: 'ready' });
