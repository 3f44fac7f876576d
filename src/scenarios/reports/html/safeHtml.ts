import { escapeHtml } from '../../../transcript/transcriptHtml.ts';

/** HTML that was made here; whatever else is put into a template is text. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | SafeHtml | undefined | false | readonly Part[];

/** A template whose values are escaped, in elements and in quoted attributes; nothing for undefined. */
export function html(strings: TemplateStringsArray, ...values: readonly Part[]): SafeHtml {
  return new SafeHtml(
    strings
      .map((string, index) => string + (index < values.length ? partText(values[index]) : ''))
      .join(''),
  );
}

function partText(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof SafeHtml) return part.text;
  if (typeof part === 'object') return part.map(partText).join('');
  return escapeHtml(String(part));
}
