import { formatDuration } from '../../shared/format.ts';
import { formatLocale, t } from '../../shared/l10n.ts';
import { visibleLine } from '../../shared/visibleText.ts';
import {
  type CaseResult,
  type CaseStatus,
  caseStatuses,
  type FileError,
  type RunReporter,
  type RunSummary,
} from '../run/results.ts';
import { historySection, speedSection } from './html/figureSections.ts';
import { AgentFigures, type HistoryPoint, pointOf } from './html/figures.ts';
import { pagePolicy, pageStyle } from './html/pageStyle.ts';
import { type LoadImage, Pictures } from './html/pictures.ts';
import type { ProductTile } from './html/pieces.ts';
import { html, SafeHtml } from './html/safeHtml.ts';
import {
  agentsSection,
  casesSection,
  evidenceSection,
  filesSection,
  passedSection,
  skippedSection,
} from './html/sections.ts';
import { shownCase, type ShownCase, shownConversation } from './html/shownCase.ts';
import { verdictHtml } from './html/verdict.ts';
import { readiness, type ReadyVerdict } from './readiness.ts';
import type { Write } from './reportWords.ts';

export interface HtmlReportOptions {
  readonly write: Write;
  /**
   * The run it gets still has email addresses, phone numbers and the like, and the page says so. No
   * page contains the customer ID (`clientKey`) or session IDs.
   */
  readonly withCustomerData?: boolean;
  /** Embeds images in the page; without it, a drawing replaces each (see `Pictures`). */
  readonly loadImage?: LoadImage;
  /** Earlier runs (`historyPoint` of their JSON reports), in any order. */
  readonly previous?: readonly HistoryPoint[];
}

/**
 * Limit for conversations of passed cases, and for those of the others. Later cases are listed
 * without a conversation, since nobody reads that many.
 */
const maxConversations = 200;
/**
 * The report for the shop: a self-contained page that prints well and needs no scripts or network.
 * It is written at the end; until then the shown data is kept, without raw events.
 */
export function createHtmlReporter(options: HtmlReportOptions): RunReporter {
  return new HtmlReporter(options);
}

class HtmlReporter implements RunReporter {
  readonly #options: HtmlReportOptions;
  readonly #pictures: Pictures;
  readonly #cases = new Map<CaseStatus, ShownCase[]>(caseStatuses.map((status) => [status, []]));
  readonly #agents = new Map<string, AgentFigures>();
  readonly #fileErrors: FileError[] = [];
  readonly #conversations = { passed: 0, others: 0 };

  constructor(options: HtmlReportOptions) {
    this.#options = options;
    this.#pictures = new Pictures(options.loadImage);
  }

  fileError(error: FileError): void {
    this.#fileErrors.push(error);
  }

  caseEnded(result: CaseResult): void {
    const name = nameOf(result.agent);
    const figures = this.#agents.get(name) ?? new AgentFigures(name);
    this.#agents.set(name, figures);
    figures.add(result);
    const shown = this.#shown(result, name);
    this.#cases.get(result.status)?.push(shown);
    for (const { imageUrl } of productsOf(shown)) this.#pictures.want(imageUrl);
  }

  async end(summary: RunSummary): Promise<void> {
    await this.#pictures.loadAll();
    const page = this.#page(summary, this.#sections(summary));
    this.#options.write(`${page.text}\n`);
  }

  #shown(result: CaseResult, agent: string): ShownCase {
    const shown = shownCase(result, agent);
    const { status } = result;
    const kind = status === 'passed' ? 'passed' : 'others';
    if (this.#conversations[kind] === maxConversations) return shown;
    const conversation = shownConversation(result);
    if (!conversation || conversation.turns.length === 0) return shown;
    this.#conversations[kind] += 1;
    return { ...shown, conversation };
  }

  #sections(summary: RunSummary): readonly SafeHtml[] {
    const pictures = this.#pictures;
    const agents = [...this.#agents.values()];
    const isOne = agents.length === 1;
    const of = (status: CaseStatus): readonly ShownCase[] => {
      const all = this.#cases.get(status) ?? [];
      return isOne ? all.map(({ agent: _, ...one }) => one) : all;
    };
    const numbers =
      agents.length > 0 ? agentsSection(agents, (one) => agentVerdict(one, summary)) : undefined;
    const cases = (id: string, title: string, hint: string, shown: readonly ShownCase[]) =>
      casesSection(id, title, hint, shown, pictures);
    const sections = [
      isOne ? undefined : numbers,
      cases(
        'failed',
        t('Failed conversations'),
        t("In each of these conversations, the agent didn't do what the shop expects."),
        of('failed'),
      ),
      cases(
        'errored',
        t("Conversations that couldn't be evaluated"),
        t(
          "Something else got in the way here, such as a network error. These aren't failures of the agent.",
        ),
        of('errored'),
      ),
      filesSection(this.#fileErrors),
      cases(
        'flaky',
        t('Flaky conversations'),
        t(
          "Each of these passed often enough over several runs. The conversation shown is one that didn't pass.",
        ),
        of('flaky'),
      ),
      cases(
        'notJudged',
        t("Conversations that weren't evaluated"),
        t("These conversations took place, but their scenarios don't say what to expect."),
        of('notJudged'),
      ),
      cases(
        'known',
        t('Known failures'),
        t(
          "In these conversations, the agent doesn't do what the shop expects, and the scenario authors know it.",
        ),
        of('knownFailure'),
      ),
      cases(
        'warnings',
        t('Passed with warnings'),
        t('These went as expected, except for something the shop would like to be different.'),
        of('passed').filter(({ findings }) => findings.length > 0),
      ),
      passedSection(of('passed'), pictures),
      skippedSection([...of('disabled'), ...of('skipped')]),
      isOne ? numbers : undefined,
      evidenceSection(summary.evidence),
      speedSection(agents),
      historySection(this.#points(summary, agents)),
    ];
    return sections.flatMap((section) => section ?? []);
  }

  #points(
    { counts, evidence }: RunSummary,
    agents: readonly AgentFigures[],
  ): readonly HistoryPoint[] {
    const totals = agents.flatMap(({ times }) => times.totalMs);
    const now = pointOf(evidence.startedAt, counts, totals);
    return [...(this.#options.previous ?? []), now].toSorted((a, b) => a.startedAt - b.startedAt);
  }

  #page(summary: RunSummary, sections: readonly SafeHtml[]): SafeHtml {
    const title = this.#agents.size > 1 ? t('Are these agents ready?') : t('Is this agent ready?');
    const time = new Date(summary.evidence.startedAt).toISOString();
    const moment = `${time.slice(0, 10)}, ${time.slice(11, 16)} UTC`;
    const facts = t('These conversations started on {moment} and took {time}.', {
      moment,
      time: formatDuration(summary.durationMs),
    });
    return html`<!doctype html>
      <html lang="${formatLocale()}">
        <head>
          <meta charset="utf-8" />
          <meta http-equiv="Content-Security-Policy" content="${pagePolicy}" />
          <meta name="referrer" content="no-referrer" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>${title}</title>
          ${new SafeHtml(`<style>${pageStyle}</style>`)}
        </head>
        <body>
          ${this.#pictures.definitions}
          <main>
            <h1>${title}</h1>
            ${verdictHtml(readiness({ ...summary, ...summary.evidence }))}
            <p class="hint">${facts}</p>
            ${sections}
          </main>
          <footer>
            <p>
              ${t(
                'Created by Ask Sofia, which plays the customer and compares what the agent does with what the shop expects.',
              )}
              ${
                this.#options.withCustomerData
                  ? t(
                      'This page may contain personal information that customers shared. Be careful who you send it to.',
                    )
                  : t(
                      'Email addresses, phone numbers, and similar data on this page were replaced.',
                    )
              }
            </p>
          </footer>
        </body>
      </html>`;
  }
}

/** The verdict for one agent; problems of files do not count against it. */
function agentVerdict(figures: AgentFigures, { evidence }: RunSummary): ReadyVerdict {
  const { name, counts, judged } = figures;
  const agents = evidence.agents.filter((one) => nameOf(one.name) === name);
  const { scenarios } = judged.counts;
  return readiness({ ...evidence, agents, counts, scenarios, fileErrors: 0 }).verdict;
}

function nameOf(agent: string | undefined): string {
  return visibleLine(agent ?? t('Agent'));
}

function productsOf({ products, conversation }: ShownCase): readonly ProductTile[] {
  const bubbles = (conversation?.turns ?? []).flatMap((turn) => turn.bubbles);
  const pieces = bubbles.flatMap((bubble) => bubble.pieces);
  return [...products, ...pieces.flatMap((one) => (one.type === 'products' ? one.products : []))];
}
