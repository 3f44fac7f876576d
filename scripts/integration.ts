// Builds the suites of test/integration and runs them in a real VS Code's extension host.
import { runTests, TestRunFailedError } from '@vscode/test-electron';
import { build } from 'esbuild';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { defaultSettings } from '../src/simulator/simulatorOptions.ts';
import { keepFile } from '../test/support/artifacts.ts';
import { canaryKey } from '../test/support/testKeys.ts';
import { buildExtension } from './buildExtension.ts';
import { ensureChromium } from './chromium.ts';
import { installVscode } from './vscode/installVscode.ts';
import { cacheDir, root } from './paths.ts';
import { runMain } from './report.ts';

const outdir = join(root, 'dist', 'test');
const isDesktop = process.env['VSCODE_DESKTOP'] === '1';

async function buildSuites(): Promise<void> {
  const names = await readdir(join(root, 'test', 'integration'), { recursive: true });
  const suites = names.filter((name) => name.endsWith('.test.ts'));
  await rm(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['index.ts', ...suites].map((name) => join('test/integration', name)),
    outdir,
    outbase: 'test/integration',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'linked',
    external: ['vscode', 'mocha'],
    // The extension host loads CommonJS, where `import.meta.dirname` does not exist.
    define: { 'import.meta.dirname': '__dirname' },
    logLevel: 'warning',
  });
}

/**
 * Settings for a simulator that the suites start in the extension host, where they can see its
 * requests. The port is chosen here because the extension needs the key before it starts.
 */
async function simulatorEnv(): Promise<Record<string, string>> {
  const port = await freePort();
  const { businessId } = defaultSettings;
  const key = canaryKey('simulator');
  const keys = [{ origin: `http://127.0.0.1:${port}`, businessId, key }];
  return { ASK_SOFIA_TEST_PORT: String(port), ASK_SOFIA_DEV_KEYS: JSON.stringify(keys) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}

await runMain(async () => {
  await buildExtension();
  await buildSuites();
  if (!isDesktop) {
    await installVscode();
    await ensureChromium();
  }
  const folder = await mkdtemp(join(tmpdir(), 'ask-sofia-folder-'));
  try {
    await runTests({
      ...(!isDesktop && {
        vscodeExecutablePath: join(import.meta.dirname, 'vscode', 'vscodeExecutable.ts'),
      }),
      extensionDevelopmentPath: root,
      extensionTestsPath: join(outdir, 'index.cjs'),
      launchArgs: [folder],
      // The executable's shebang looks for `node` on the PATH and must find this one.
      extensionTestsEnv: {
        ...(await simulatorEnv()),
        PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}`,
      },
    });
    return 0;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return 1;
  } finally {
    // Output of the workbench and the extension host.
    if (!isDesktop) await keepFile('integration', join(cacheDir, 'integration.log'));
    await rm(folder, { recursive: true, force: true });
  }
});
