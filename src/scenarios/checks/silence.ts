import { eventContents, isEcho, type EventContent } from '../../shared/eventVisitor.ts';
import { t } from '../../shared/l10n.ts';
import type { Product } from '../../shared/model.ts';
import type { Answer } from '../answer.ts';
import type { Position } from '../file/scenario.ts';
import type { CheckResult } from '../run/results.ts';

/** Values of `kind` for events without a kind. */
const noKinds = ['empty object', 'null', 'array', 'string', 'number', 'boolean', 'undefined'];

/**
 * True if a customer sees nothing of the response: no event, texts without a letter, lists without
 * an item. An event that the API does not document counts as visible.
 */
export function isSilent({ events }: Pick<Answer, 'events'>): boolean {
  return !events.some((event) => !isEcho(event) && eventContents(event).some(isSeen));
}

/** The failed check for a turn that should not have been silent. */
export function silenceCheck(at: Position, { failures }: Answer): CheckResult {
  const unread = String(failures.length);
  return {
    status: 'failed',
    isWarning: false,
    at,
    title: t('the agent responds'),
    message:
      failures.length === 0
        ? t('The response is empty.')
        : t("The response can't be displayed. Errors: {0}.", unread),
  };
}

function isSeen(content: EventContent): boolean {
  const { text, image, audio, location, header, attachment, body, footer } = content;
  const { products = [], questions = [], actionButton, buttons = [], sections = [] } = content;
  const { handover, unknown } = content;
  return (
    hasWords(text) ||
    [header, body, footer, ...questions].some(hasText) ||
    Boolean(image ?? audio ?? location ?? attachment ?? actionButton) ||
    buttons.length > 0 ||
    sections.some(({ rows }) => rows.length > 0) ||
    products.some(hasCard) ||
    (handover?.triggered ?? false) ||
    (unknown !== undefined && !noKinds.includes(unknown.kind))
  );
}

/** More than Markdown and WhatsApp marks without words. */
function hasWords(text: string | undefined): boolean {
  return hasText(text?.replace(/[*_~`>#|=-]/g, ''));
}

/** A channel also shows a product that has only an ID. */
function hasCard({ facets: _, ...fields }: Product): boolean {
  return Object.values(fields).some((field) => field !== undefined && field !== '');
}

/** More than white space and invisible characters. */
function hasText(text: string | undefined): boolean {
  return /[^\s\u2800\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(text ?? '');
}
