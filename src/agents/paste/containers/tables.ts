import type { Standing } from '../choice/candidates.ts';
import { environmentOf } from '../choice/environmentOf.ts';
import type { PasteFindings } from '../choice/pasteFindings.ts';
import type { Aside, StandingAt } from '../fields/asides.ts';
import { fieldOf, namesField } from '../fields/labels.ts';
import { wordsOf } from '../fields/surroundings.ts';
import { judgeValue } from '../fields/values.ts';

const separators: readonly RegExp[] = [/\t/, /\|/, /;/, /,/, /(?<! ) {2,}/];
const rule = /^[\s|:+=-]*$/;
const maxCells = 50;

/** Headers of columns for names, for values, and for whether a row is in use. */
const nameHead =
  /^(?:key|name|field|header|parameter|variable|setting|clave|campo|nombre|chave|nome)$/i;
const valueHead = /^(?:value|valor)$/i;
const onHead =
  /^(?:enabled|active|activ[oa]|habilitad[oa]|ativ[oa]|vigente|valid|in use|en uso|em uso)$/i;
const offHead =
  /^(?:disabled|inactive|revoked|deprecated|deshabilitad[oa]|desativad[oa]|revocad[oa])$/i;
/** A cell that marks its row as not in use. */
const offCell =
  /^(?:revoked|disabled|inactive|deprecated|expired|obsolete|revocad[ao]|desactivad[ao]|inactiv[ao]|caducad[ao]|revogad[ao]|desativad[ao]|inativ[ao]|expirad[ao])$/i;
const yes = /^(?:true|yes|1|on|x|s[ií]|sim|verdadero|verdadeiro)$/i;
const no = /^(?:false|no|0|off|n[aã]o|falso)$/i;

interface Head {
  readonly separator: RegExp;
  readonly cells: readonly string[];
  readonly fields: readonly ReturnType<typeof fieldOf>[];
  /** The columns of names and values, if each row is a pair. */
  readonly pair: readonly [name: number, value: number] | undefined;
}

interface Row {
  readonly head: Head;
  readonly cells: readonly string[];
  readonly start: number;
  readonly end: number;
}

/** The rows of tables whose first row names the columns: CSV, Markdown, spreadsheet cells. */
export function tableRows(text: string): readonly Row[] {
  const rows: Row[] = [];
  let head: Head | undefined;
  let end = -1;
  for (const line of text.split('\n')) {
    const start = end + 1;
    end = start + line.length;
    if (line.length < 3 || line.length > 2000) continue;
    const found = headOf(line);
    if (found) {
      head = found;
      continue;
    }
    if (!head || rule.test(line)) continue;
    const cells = cellsOf(line, head.separator);
    if (cells.length !== head.cells.length) head = undefined;
    else rows.push({ head, cells, start, end });
  }
  return rows;
}

/** The rows that are switched off. */
export function offRows(rows: readonly Row[]): readonly Aside[] {
  return rows.filter(isOff).map(({ start, end }) => ({ start, end, standing: 'disabled' }));
}

/** Adds the values in the rows to the findings. */
export function readRows(
  rows: readonly Row[],
  standingAt: StandingAt,
  findings: PasteFindings,
): void {
  for (const row of rows) readRow(row, standingAt(row.start), findings);
}

function headOf(line: string): Head | undefined {
  const isPairs = /\b(?:value|valor)\b/i.test(line);
  if (!isPairs && !namesField(line)) return undefined;
  for (const separator of separators) {
    const cells = cellsOf(line, separator);
    if (cells.length < 2 || cells.length > maxCells) continue;
    const fields = cells.map(fieldOf);
    const name = cells.findIndex((one) => nameHead.test(one));
    const value = cells.findIndex((one) => valueHead.test(one));
    const pair = name === -1 || value === -1 ? undefined : ([name, value] as const);
    if (pair || fields.filter(Boolean).length >= 2) return { separator, cells, fields, pair };
  }
  return undefined;
}

function cellsOf(line: string, separator: RegExp): readonly string[] {
  return line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split(separator, maxCells + 1)
    .map((cell) => cell.trim().replace(/^["'`*_]{1,3}|["'`*_]{1,3}$/g, ''));
}

function isOff({ head, cells }: Row): boolean {
  return cells.some((cell, column) => {
    const name = head.cells[column] ?? '';
    if (head.fields[column] !== undefined) return false;
    return (
      offCell.test(cell) ||
      (onHead.test(name) && no.test(cell)) ||
      (offHead.test(name) && yes.test(cell))
    );
  });
}

function readRow({ head, cells }: Row, standing: Standing, findings: PasteFindings): void {
  const [name, value] = head.pair ?? [];
  const fields = head.pair
    ? cells.map((_, column) => (column === value ? fieldOf(cells[name ?? 0] ?? '') : undefined))
    : head.fields;
  const others = cells.filter((_, column) => head.fields[column] === undefined && column !== value);
  // Label the row by a cell that names an environment, else by the first other cell.
  const label = wordsOf(others.find((one) => environmentOf(one) !== undefined) ?? others[0] ?? '');
  const origin = { standing, ...(label === '' ? {} : { label }) };
  fields.forEach((field, column) => {
    const cell = cells[column];
    if (field === undefined || cell === undefined) return;
    findings.addVerdict(field, judgeValue(field, cell, 'named'), { written: cell, ...origin });
  });
}
