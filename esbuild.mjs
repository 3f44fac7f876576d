// Builds every bundle of the project into dist/. Flags: --production (minified), --watch.
import * as esbuild from 'esbuild';
import { writeFile } from 'node:fs/promises';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * Keeps undici out of the bundle that VS Code loads at activation: the lazy import of the
 * transport becomes a require of its own file, read on the first request.
 */
const lazyTransport = {
  name: 'lazy-transport',
  setup(build) {
    build.onResolve({ filter: /\/undiciTransport\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './undiciTransport.cjs', external: true } : undefined,
    );
  },
};

const common = {
  bundle: true,
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
};
const node = { ...common, platform: 'node', target: 'node20' };
const host = { ...node, format: 'cjs', external: ['vscode'] };

const bundles = [
  {
    ...host,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
    plugins: [lazyTransport],
  },
  {
    ...host,
    entryPoints: ['src/agentGraph/undiciTransport.ts'],
    outfile: 'dist/undiciTransport.cjs',
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'esm',
    // undici is CommonJS and requires Node's own modules.
    banner: {
      js: "#!/usr/bin/env node\nimport { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  },
  {
    ...common,
    entryPoints: ['webview/main.ts'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    format: 'iife',
    target: 'es2022',
  },
  { ...common, entryPoints: ['webview/styles/main.css'], outfile: 'dist/webview.css' },
];

/** Prints what VS Code's esbuild problem matcher reads, so that F5 waits for the build. */
const watchReport = {
  name: 'watch-report',
  setup(build) {
    build.onStart(() => console.log('[watch] build started'));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log('[watch] build finished');
    });
  },
};

if (watch) {
  for (const bundle of bundles) {
    const plugins = [...(bundle.plugins ?? []), watchReport];
    await (await esbuild.context({ ...bundle, plugins })).watch();
  }
} else {
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  const metafiles = results.map((result) => result.metafile);
  await writeFile('dist/metafiles.json', JSON.stringify(metafiles));
}
