import { escapeHtml } from '../../../transcript/transcriptHtml.ts';

/** HTML made by our own templates; any other value in a template is text. */
export class SafeHtml {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = string | number | SafeHtml | undefined | false | readonly Part[];

/** A template; escapes values for elements and quoted attributes. Undefined adds nothing. */
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
