import type { Standing } from '../choice/candidates.ts';
import { countUpTo } from './countUpTo.ts';

/** A part of a text that is not in use. */
export interface Aside {
  readonly start: number;
  readonly end: number;
  readonly standing: Standing;
}

/** Multi-line comments. */
const blocks: Readonly<Record<string, string>> = { '/*': '*/', '<!--': '-->' };
const struckOut = /~~[^~\n]{1,4000}~~/g;

/** A comment line; `code` matches if it contains code instead of words. */
const commentLine =
  /^[ \t]{0,40}(?:#{1,6}(?!define|!)|\/\/{1,3}|;|--(?= )|rem(?= ))[ \t]{0,8}(?<code>(?:export |set |const |let |var |- |-H |--header |curl )?["'`]?[\w$.-]{1,80}["'`]?[ \t]{0,8}[:=]|curl |-H |["'`])?/i;
const commentTail = /\s(?:#|\/\/)\s/;

/** Rows that Bruno and others switch off: `~x-api-key: old`. */
const offLine = /^[ \t]{0,20}~[\w-]/;

/** Tells the standing of the text at an offset. Accepts offsets in any order; O(log n). */
export type StandingAt = (offset: number) => Standing;

/**
 * Finds the parts of a text that are in comments, struck out or switched off. `others` are parts
 * that the caller has found, such as table rows.
 */
export function readAsides(text: string, others: readonly Aside[] = []): StandingAt {
  const asides = [...blockAsides(text), ...lineAsides(text), ...others].sort(
    (a, b) => a.start - b.start,
  );
  return (offset) => {
    const count = countUpTo(asides, ({ start }) => start, offset);
    // Look further back: a line can be inside a block or row that starts earlier.
    const near = asides.slice(Math.max(0, count - 4), count);
    return near.find(({ end }) => offset < end)?.standing ?? 'plain';
  };
}

function blockAsides(text: string): readonly Aside[] {
  const asides: Aside[] = [...text.matchAll(struckOut)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    standing: 'removed',
  }));
  for (const [open, close] of Object.entries(blocks)) {
    let start = text.indexOf(open);
    while (start !== -1) {
      const end = text.indexOf(close, start + open.length);
      if (end === -1) break;
      asides.push({ start, end, standing: 'comment' });
      start = text.indexOf(open, end);
    }
  }
  return asides;
}

function lineAsides(text: string): readonly Aside[] {
  const asides: Aside[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    const comment = commentLine.exec(line);
    const tail = comment ? null : commentTail.exec(line.slice(0, 4000));
    if (comment) {
      const isCode = comment.groups?.['code'] !== undefined;
      asides.push({ start, end, standing: isCode ? 'comment' : 'remark' });
    } else if (offLine.test(line)) asides.push({ start, end, standing: 'disabled' });
    else if (tail) asides.push({ start: start + tail.index + 1, end, standing: 'remark' });
    start = end + 1;
  }
  return asides;
}
