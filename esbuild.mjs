// Builds every bundle of the project into dist/, or into the folder after --out. Flags:
// --production (minified), --watch.
import * as esbuild from 'esbuild';
import { rm, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';

const { production, watch, out } = parseArgs({
  options: {
    production: { type: 'boolean', default: false },
    watch: { type: 'boolean', default: false },
    out: { type: 'string', default: 'dist' },
  },
}).values;

const common = {
  bundle: true,
  format: 'esm',
  minify: production,
  sourcemap: production ? false : 'linked',
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
};
const node = {
  ...common,
  platform: 'node',
  target: 'node20',
  // undici is CommonJS and requires Node's built-in modules. esbuild does not see the names in a
  // banner, but it never reuses these two.
  banner: {
    js: "import { createRequire as requireFor } from 'node:module';\nconst require = requireFor(import.meta.url);",
  },
};

/** Replaces `partFiles.ts`, which finds files in the sources, by one that finds them beside the bundle. */
const partsBeside = {
  name: 'part-files',
  setup(build) {
    build.onLoad({ filter: /[\\/]judgement[\\/]partFiles\.ts$/ }, () => ({
      contents: `import { readFile } from 'node:fs/promises';
        import { fileURLToPath } from 'node:url';
        const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
        export const threadPath = beside('judgementThread.js');
        export const engineBytes = () => readFile(beside('quickjs.wasm'));`,
      resolveDir: import.meta.dirname,
    }));
  },
};

/** Each module loaded with `import()` becomes a separate file, loaded on demand. */
const split = { splitting: true, chunkNames: '[name]-[hash]' };

const bundles = [
  {
    ...node,
    ...split,
    entryPoints: {
      extension: 'src/extension.ts',
      judgementThread: 'src/scenarios/judgement/workerThread.ts',
    },
    outdir: `${out}/host`,
    external: ['vscode'],
    plugins: [partsBeside],
  },
  {
    ...node,
    ...split,
    chunkNames: 'cli/[name]-[hash]',
    entryPoints: {
      cli: 'src/cli/main.ts',
      'cli/judgementThread': 'src/scenarios/judgement/workerThread.ts',
    },
    outdir: out,
    plugins: [partsBeside],
  },
  {
    ...common,
    ...split,
    entryPoints: [
      { in: 'webview/chat/main.ts', out: 'chat' },
      { in: 'webview/inspector/main.ts', out: 'inspector' },
      { in: 'webview/connection/main.ts', out: 'connection' },
      { in: 'webview/compare/main.ts', out: 'compare' },
      { in: 'webview/styles/chat.css', out: 'chat' },
      { in: 'webview/styles/connection.css', out: 'connection' },
      { in: 'webview/styles/compare.css', out: 'compare' },
    ],
    platform: 'browser',
    target: 'es2022',
    outdir: `${out}/pages`,
  },
  ...[`${out}/host`, `${out}/cli`].map((outdir) => ({
    ...common,
    entryPoints: { quickjs: '@jitl/quickjs-wasmfile-release-sync/wasm' },
    outdir,
    loader: { '.wasm': 'copy' },
  })),
];

/**
 * Prints the lines that VS Code's esbuild problem matcher expects, so that F5 waits for the build.
 */
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

// The names of split files contain content hashes, so earlier builds leave stale files behind.
await rm(out, { recursive: true, force: true });
if (watch) {
  for (const bundle of bundles) {
    const plugins = [...(bundle.plugins ?? []), watchReport];
    await (await esbuild.context({ ...bundle, plugins })).watch();
  }
} else {
  const results = await Promise.all(bundles.map((bundle) => esbuild.build(bundle)));
  const metafiles = results.map((result) => result.metafile);
  await writeFile(`${out}/metafiles.json`, JSON.stringify(metafiles));
}
