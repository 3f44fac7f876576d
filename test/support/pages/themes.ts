import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const themeNames = ['dark', 'light', 'hcDark', 'hcLight'] as const;

export type ThemeName = (typeof themeNames)[number];

export interface Theme {
  /** The class VS Code puts on the body. */
  readonly bodyClass: string;
  /** Custom properties of the root element, `--vscode-…` to its value. */
  readonly variables: Readonly<Record<string, string>>;
}

const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, '../../fixtures', 'themes', `${name}.json`), 'utf8'),
  );

/** What VS Code's built-in themes hand to a webview, captured by scripts/pictures/captureThemes.ts. */
export const themes = Object.fromEntries(themeNames.map((name) => [name, read(name)])) as Readonly<
  Record<ThemeName, Theme>
>;

/** The style sheet that VS Code puts before everything else into a webview's page. */
export const { defaultStyles } = read('page') as { readonly defaultStyles: string };
