import { CsvError, parse, type Info } from 'csv-parse/sync';
import { t } from '../../shared/l10n.ts';
import { wholeText } from './wholeText.ts';
import { maxFileBytes } from './yaml/yamlFile.ts';

/** Limit for the rows of one scenario. */
const maxRows = 10_000;
const maxColumns = 100;

/** Cell separators that spreadsheets write. */
const separators: readonly string[] = [',', ';', '\t'];

/** The rows of a table with the lines, from 1, where they begin; or its first problem. */
type CsvTable =
  | { readonly rows: readonly { readonly line: number; readonly values: Row }[] }
  | { readonly problem: { readonly line: number; readonly message: string } };

type Row = Readonly<Record<string, string | number>>;

/**
 * Reads a table as spreadsheets write it (RFC 4180, also with `;` or tabs as separators); its first
 * line names the columns. A cell spelled as JavaScript prints a number becomes a number; all other
 * cells are text, unchanged. Never throws.
 */
export function csvRows(content: string | Uint8Array): CsvTable {
  const failed = (message: string, line = 1): CsvTable => ({ problem: { line, message } });
  if (Buffer.byteLength(content) > maxFileBytes)
    return failed(t('The file is larger than 2 MB. Split it into several files.'));
  const decoded = wholeText(content);
  if ('problem' in decoded) return failed(decoded.problem.message, decoded.problem.at.line);
  // Excel reads the separator from such a line, and some programs write it.
  const { 0: hint = '', 1: given } = /^sep=(.)(?:\r\n|\r|\n)/i.exec(decoded.text) ?? [];
  const text = decoded.text.slice(hint.length);
  try {
    const records = parse(text, {
      delimiter: given ?? separatorOf(text),
      info: true,
      trim: true,
      skip_empty_lines: true,
      skip_records_with_empty_values: true,
      to: maxRows + 2,
      // `lines` is the line where the record ends.
    }) as unknown as readonly { readonly record: readonly string[]; readonly info: Info }[];
    const [header, ...rows] = records.map(({ record, info }) => ({
      cells: record,
      line: info.lines + (hint === '' ? 0 : 1) - lineBreaks(record.join('')),
    }));
    if (!header || rows.length === 0)
      return failed(
        t(
          'The table is empty. Put the column names in the first line and a row in each line after it.',
        ),
      );
    const unnamed = columnProblem(header.cells);
    if (unnamed !== undefined) return failed(unnamed, header.line);
    if (rows.length > maxRows)
      return failed(t('The table has more than {0} rows.', String(maxRows)), rows.at(-1)?.line);
    return {
      rows: rows.map(({ cells, line }) => ({
        line,
        values: Object.fromEntries(header.cells.map((name, at) => [name, cellOf(cells[at] ?? '')])),
      })),
    };
  } catch (error) {
    if (!(error instanceof CsvError)) return failed(String(error));
    const { lines } = error as CsvError & { readonly lines?: number };
    return failed(sentenceOf(error), (lines ?? 1) + (hint === '' ? 0 : 1));
  }
}

/** The most frequent separator in the first line, ignoring quoted text. */
function separatorOf(text: string): string {
  const [line = ''] = text
    .replace(/"[^"]*"/g, '')
    .trimStart()
    .split(/[\r\n]/, 1);
  const countOf = (separator: string) => line.split(separator).length;
  return separators.reduce((best, next) => (countOf(next) > countOf(best) ? next : best));
}

function lineBreaks(text: string): number {
  return text.split(/\r\n|\r|\n/).length - 1;
}

function cellOf(cell: string): string | number {
  return cell !== '' && String(Number(cell)) === cell && Number.isFinite(Number(cell))
    ? Number(cell)
    : cell;
}

function columnProblem(names: readonly string[]): string | undefined {
  if (names.length > maxColumns)
    return t('The table has more than {0} columns.', String(maxColumns));
  if (names.includes('')) return t('A column has no name. The first line must name every column.');
  const twice = names.find((name, index) => names.indexOf(name) < index);
  return twice === undefined ? undefined : t('Two columns are named "{0}". Rename one.', twice);
}

function sentenceOf({ code, message }: CsvError): string {
  if (code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH')
    return t("This row doesn't have the same number of cells as the first line.");
  if (code === 'CSV_QUOTE_NOT_CLOSED') return t("This quote isn't closed.");
  return t('Invalid CSV: {0}.', message);
}
