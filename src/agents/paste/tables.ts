import type { Findings } from './findings.ts';
import { fieldOf, namesField } from './labels.ts';
import { judge } from './values.ts';

const separators: readonly RegExp[] = [/\t/, /\|/, /;/, /,/, /(?<! ) {2,}/];
const rule = /^[\s|:+=-]*$/;
const maxCells = 50;

/** Reads tables whose first row names the fields: CSV, Markdown, cells copied from a sheet. */
export function readTables(text: string, findings: Findings): void {
  let head: Head | undefined;
  for (const line of text.split('\n')) {
    if (line.length < 3 || line.length > 2000) continue;
    const found = headOf(line);
    if (found) {
      head = found;
      continue;
    }
    if (!head || rule.test(line)) continue;
    const cells = cellsOf(line, head.separator);
    if (cells.length !== head.columns) head = undefined;
    else readRow(head, cells, findings);
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

function readRow({ fields }: Head, cells: readonly string[], findings: Findings): void {
  fields.forEach((field, column) => {
    const cell = cells[column];
    if (field === undefined || cell === undefined) return;
    const verdict = judge(field, cell, 'named');
    if (verdict.type === 'value') findings.add(field, verdict.value);
    if (verdict.type === 'masked') findings.addMasked(field);
  });
}
