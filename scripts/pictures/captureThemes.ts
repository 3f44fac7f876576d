// Writes test/fixtures/themes/*.json: the theme variables that VS Code passes to the chat page. Run
// again when the VS Code used by the tests changes: node scripts/pictures/captureThemes.ts
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openWorkbench } from '../../test/support/workbench/workbenchPage.ts';
import { buildExtension } from '../buildExtension.ts';
import { root } from '../paths.ts';
import { runMain, step } from '../report.ts';

const folder = join(root, 'test', 'fixtures', 'themes');
const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hcDark: 'Default High Contrast',
  hcLight: 'Default High Contrast Light',
};

async function capture(name: string, theme: string): Promise<void> {
  const workbench = await openWorkbench({
    // Built-in extensions contribute colours too.
    isLean: false,
    settings: {
      'workbench.colorTheme': theme,
      // Otherwise the browser's preferred colour scheme overrides the theme.
      'window.autoDetectColorScheme': false,
      'window.autoDetectHighContrast': false,
    },
  });
  try {
    await workbench.runCommand('Ask Sofia');
    await workbench.chat.getByRole('textbox', { name: 'Message' }).waitFor();
    const captured = await workbench.chat.locator('html').evaluate((html: HTMLElement) => {
      const names = [...html.style].filter((property) => property.startsWith('--vscode-')).sort();
      return {
        bodyClass: document.body.className,
        variables: Object.fromEntries(
          names.map((property) => [property, html.style.getPropertyValue(property)]),
        ),
      };
    });
    await writeJson(name, captured);
    const defaultStyles = await workbench.chat.locator('#_defaultStyles').textContent();
    await writeJson('page', { defaultStyles });
  } finally {
    await workbench.dispose();
  }
}

async function writeJson(name: string, value: unknown): Promise<void> {
  await writeFile(join(folder, `${name}.json`), `${JSON.stringify(value, null, 2)}\n`);
}

await runMain(async () => {
  await mkdir(folder, { recursive: true });
  await step('Building', buildExtension);
  for (const [name, theme] of Object.entries(themes)) {
    await step(`Capturing ${theme}`, () => capture(name, theme));
  }
  return 0;
});
