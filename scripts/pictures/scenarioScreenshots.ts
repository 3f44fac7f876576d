import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openTestExplorer } from '../../test/support/workbench/testExplorer.ts';
import { canaryKey } from '../../test/support/testKeys.ts';
import { startTestSimulator } from '../../test/support/servers/testSimulator.ts';
import type { Workbench } from '../../test/support/workbench/workbenchPage.ts';
import { openPictureWindow, setSideBarWidth, takePicture } from './pictureWindow.ts';

const name = 'Recommends boots within the budget';
const scenario = `name: ${name}
agents: [Shop, Shop next]
turns:
  - say: black boots under 100
    expect:
      - products: { count: { min: 1 }, price: { max: 100 } }
      - text: boots
  - say: tell me more about the {{products[0].title}}
    expect:
      - text: '{{turns[0].products[0].title}}'
expect:
  - handover: forbidden
`;

/** A scenario that fails for one of two agents: in the Test Explorer, and in the comparison. */
export async function takeScenarioPictures(theme: string): Promise<void> {
  const apiKey = canaryKey('pictures');
  const shops = [
    await startTestSimulator({ apiKey, agentId: 'agent-shop' }),
    await startTestSimulator({
      apiKey,
      agentId: 'agent-next',
      prices: { 'tarvexa-meadow': 119 },
    }),
  ];
  const folder = await mkdtemp(join(tmpdir(), 'ask-sofia-demo-'));
  await writeFile(join(folder, 'boots.sofia.yaml'), scenario);
  const [Shop, next] = shops.map(({ baseUrl, businessId, agentId }) => ({
    baseUrl,
    businessId,
    agentId,
  }));
  const keys = shops.map(({ baseUrl: origin, businessId }) => ({
    origin,
    businessId,
    key: apiKey,
  }));
  const workbench = await openPictureWindow(theme, {
    folder,
    settings: { 'askSofia.agents': { Shop, 'Shop next': next } },
    env: { ASK_SOFIA_DEV_KEYS: JSON.stringify(keys) },
  });
  try {
    await takeTestExplorer(workbench);
    await takeComparison(workbench);
  } finally {
    await workbench.dispose();
    for (const shop of shops) await shop.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** The results, with the failure shown at the line of its expectation. */
async function takeTestExplorer(workbench: Workbench): Promise<void> {
  const explorer = await openTestExplorer(workbench);
  await setSideBarWidth(workbench.page, 340);
  await explorer.expand('boots.sofia.yaml');
  await explorer.expand(name);
  await explorer.run(name);
  await explorer.waitForState('Shop', 'Passed');
  await explorer.waitForState('Shop next', 'Failed');
  await explorer.openFailure('Shop next');
  await takePicture(workbench.page, 'scenarios');
}

/** The same scenario, compared with the "Compare" link above it. */
async function takeComparison(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  await page.keyboard.press('Escape');
  await page.locator('.codelens-decoration a', { hasText: /^Compare$/ }).click();
  const frame = page.locator('iframe.webview').last().contentFrame().frameLocator('#active-frame');
  await frame.getByText('failed').first().waitFor();
  await frame.getByRole('region', { name: /Turn 2/ }).waitFor();
  await workbench.runCommand('View: Close Primary Side Bar');
  await workbench.runCommand('View: Hide Panel');
  await takePicture(page, 'compare');
}
