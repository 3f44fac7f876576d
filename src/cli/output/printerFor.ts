import type { Output } from './output.ts';
import { createJsonPrinter, type Printer } from './printer.ts';
import { createTextPrinter } from './textPrinter.ts';

export function printerFor(
  { json }: { readonly json?: boolean },
  { write, writeError }: Pick<Output, 'write' | 'writeError'>,
): Printer {
  return json ? createJsonPrinter(write) : createTextPrinter(write, writeError);
}
