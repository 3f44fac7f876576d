import type { Asides } from './asides.ts';
import type { Origin, Standing } from './candidates.ts';
import { environmentOf } from './environments.ts';
import type { Findings } from './findings.ts';
import { fieldOf, namesField } from './labels.ts';
import { wordsOf } from './surroundings.ts';
import { judge } from './values.ts';

const separators: readonly RegExp[] = [/\t/, /\|/, /;/, /,/, /(?<! ) {2,}/];
const rule = /^[\s|:+=-]*$/;
const maxCells = 50;

/** Reads tables whose first row names the fields: CSV, Markdown, cells copied from a sheet. */
export function readTables(text: string, findings: Findings, asides: Asides): void {
  let head: Head | undefined;
  let next = 0;
  for (const line of text.split('\n')) {
    const start = next;
    next += line.length + 1;
    if (line.length < 3 || line.length > 2000) continue;
    const found = headOf(line);
    if (found) {
      head = found;
      continue;
    }
    if (!head || rule.test(line)) continue;
    const cells = cellsOf(line, head.separator);
    if (cells.length !== head.columns) head = undefined;
    else readRow(head, cells, asides.at(start), findings);
  }
}

interface Head {
  readonly separator: RegExp;
  readonly columns: number;
  readonly fields: readonly ReturnType<typeof fieldOf>[];
}

function headOf(line: string): Head | undefined {
  if (!namesField(line)) return undefined;
  for (const separator of separators) {
    const cells = cellsOf(line, separator);
    if (cells.length < 2 || cells.length > maxCells) continue;
    const fields = cells.map(fieldOf);
    if (fields.filter(Boolean).length >= 2) return { separator, columns: cells.length, fields };
  }
  return undefined;
}

function cellsOf(line: string, separator: RegExp): readonly string[] {
  return line
    .replace(/^\s*\|/, '')
    .replace(/\|\s*$/, '')
    .split(separator, maxCells + 1);
}

/** Cells of a row that is switched off. */
const off =
  /^(?:revoked|disabled|inactive|deprecated|expired|obsolete|off|false|disabled: true|revocad[ao]|desactivad[ao]|inactiv[ao]|caducad[ao]|revogad[ao]|desativad[ao]|inativ[ao]|expirad[ao])$/i;

function readRow(
  { fields }: Head,
  cells: readonly string[],
  standing: Standing,
  findings: Findings,
): void {
  const others = cells.filter((_, column) => fields[column] === undefined).map((one) => one.trim());
  const isOff = others.some((one) => off.test(one.replace(/^["'`*_]|["'`*_]$/g, '')));
  // The cell that names an environment tells the rows apart, else the first.
  const label = wordsOf(others.find((one) => environmentOf(one) !== undefined) ?? others[0] ?? '');
  const origin: Origin = {
    standing: standing === 'plain' && isOff ? 'disabled' : standing,
    ...(label === '' ? {} : { label }),
  };
  fields.forEach((field, column) => {
    const cell = cells[column];
    if (field === undefined || cell === undefined) return;
    const verdict = judge(field, cell, 'named');
    if (verdict.type === 'value') {
      findings.add(field, verdict.value, { written: cell.trim(), ...origin });
    }
    if (verdict.type === 'gap') findings.addGap(field, verdict.gap);
  });
}
