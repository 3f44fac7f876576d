import { isRecord } from '../../src/shared/guards.ts';
import { useLanguage, type Bundle } from '../../src/shared/l10n.ts';

// Imported first by main.ts, so that all texts are in the page's language.
useLanguage(contentOf('locale') ?? 'en', bundle());

function bundle(): Bundle {
  const value: unknown = JSON.parse(contentOf('bundle') ?? '{}');
  const entries = Object.entries(isRecord(value) ? value : {});
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function contentOf(name: string): string | undefined {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute('content') ?? undefined;
}
