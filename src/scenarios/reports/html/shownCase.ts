import { t } from '../../../shared/l10n.ts';
import { eventContents, isContext } from '../../../shared/eventVisitor.ts';
import { visibleLine, visibleText } from '../../../shared/visibleText.ts';
import type { CaseResult, CaseStatus, CheckResult, TurnResult } from '../../run/results.ts';
import { checkFinding, findingsOf, problemFinding, type Finding } from '../findings.ts';
import { findingTexts, mapTexts } from '../mapTexts.ts';
import { tellingAttempt } from '../transcriptLines.ts';
import { caseTitle, passedAttempts, place, retriedAttempts } from '../reportWords.ts';
import { inputPieces, itemPieces, shownProduct, type Piece, type ProductTile } from './pieces.ts';

/** A message bubble and its sender. */
export interface Bubble {
  readonly who: 'customer' | 'shop' | 'agent';
  readonly pieces: readonly Piece[];
}

/** How the expectations of a turn or of the whole conversation came out. */
interface Judged {
  /** Met expectations, as half sentences. */
  readonly met: readonly string[];
  readonly findings: readonly Finding[];
}

export interface TurnBubbles extends Judged {
  readonly bubbles: readonly Bubble[];
  /** Milliseconds until the response was complete. */
  readonly totalMs?: number;
}

export interface ShownConversation extends Judged {
  /** Which attempt it was, if there were several. */
  readonly note?: string;
  readonly turns: readonly TurnBubbles[];
}

/** The parts of a case that the page shows; raw events, session IDs and the like are left out. */
export interface ShownCase {
  readonly title: string;
  /** Missing if the page is about one agent. */
  readonly agent?: string;
  readonly place: string;
  readonly status: CaseStatus;
  /** `went well 4 of 5 times, after 1 retry`; missing for a single attempt. */
  readonly share?: string;
  readonly findings: readonly Finding[];
  readonly durationMs: number;
  readonly products: readonly ProductTile[];
  readonly conversation?: ShownConversation;
}

/** Products shown next to a passed scenario, at most. */
const maxProducts = 3;
/** Limit for one response. */
const maxBubbles = 200;

export function shownCase(result: CaseResult, agent: string): ShownCase {
  const { file, at, status, durationMs } = result;
  const share = shareOf(result);
  return {
    title: caseTitle(result),
    agent,
    place: place(file, at),
    status,
    ...(share !== undefined && { share }),
    findings: findingsOf(result).map(visibleFinding),
    durationMs,
    products: status === 'passed' ? firstProducts(result) : [],
  };
}

/** The conversation that explains why a case did not simply pass, else the first attempt's. */
export function shownConversation(result: CaseResult): ShownConversation | undefined {
  const attempt = tellingAttempt(result) ?? result.attempts[0];
  if (!attempt) return undefined;
  const { attempts, checks: overall } = result;
  const { turns, checks, problem, number } = attempt;
  const about = [
    ...checks.flatMap(checkFinding),
    ...overall.flatMap(checkFinding),
    ...(problem ? [problemFinding(problem)] : []),
  ];
  return {
    ...(attempts.length > 1 && {
      note: t('This is run {number} of {count}.', { number, count: attempts.length }),
    }),
    turns: turns.map(shownTurn),
    met: metIn([...checks, ...overall]),
    findings: about.map(visibleFinding),
  };
}

function metIn(checks: readonly CheckResult[]): readonly string[] {
  return checks.flatMap(({ status, title }) => (status === 'passed' ? [visibleText(title)] : []));
}

function shownTurn({ inputs, items, stats, checks, title }: TurnResult): TurnBubbles {
  const sent = inputs.map((input): Bubble => {
    const who = isContext(input) ? 'shop' : 'customer';
    return { who, pieces: inputPieces(input) };
  });
  // An input that could not be sent is shown as the scenario words it.
  const unsent: Piece = { type: 'note', text: t("Couldn't {0}", visibleLine(title)) };
  const asked: readonly Bubble[] = sent.length > 0 ? sent : [{ who: 'customer', pieces: [unsent] }];
  const answered = items
    .slice(0, maxBubbles)
    .map((item): Bubble => ({ who: 'agent', pieces: itemPieces(item) }));
  return {
    bubbles: [...asked, ...answered].filter(({ pieces }) => pieces.length > 0),
    ...(stats && { totalMs: stats.totalMs }),
    met: metIn(checks),
    findings: checks.flatMap(checkFinding).map(visibleFinding),
  };
}

function visibleFinding(finding: Finding): Finding {
  return mapTexts(finding, findingTexts, visibleText);
}

function shareOf(result: CaseResult): string | undefined {
  const share = passedAttempts(result);
  const retried = retriedAttempts(result);
  const parts = [share && t('passed: {0}', share), retried];
  return parts.filter(Boolean).join(', ') || undefined;
}

function firstProducts({ attempts }: CaseResult): readonly ProductTile[] {
  const passed = attempts.find(({ status }) => status === 'passed');
  const products = (passed?.turns ?? [])
    .flatMap(({ items }) => items)
    .flatMap((item) => (item.type === 'event' ? eventContents(item.event) : []))
    .flatMap((content) => (content.products ?? []).map(shownProduct));
  const unique = new Map(products.map((product) => [product.title, product]));
  return [...unique.values()].slice(0, maxProducts);
}
