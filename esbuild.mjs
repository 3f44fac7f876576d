// Builds every bundle of the project into dist/. Flags: --production (minified), --watch.
import * as esbuild from 'esbuild';
import { rm, writeFile } from 'node:fs/promises';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

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

/** Replaces the module `partFiles.ts`; see the comment there. */
function partFiles(contents) {
  return {
    name: 'part-files',
    setup(build) {
      build.onLoad({ filter: /[\\/]judgement[\\/]partFiles\.ts$/ }, async () => ({
        contents: await contents(),
        resolveDir: import.meta.dirname,
      }));
    },
  };
}

/** Parts for VS Code: files next to the bundles. */
const partsBeside = partFiles(
  () => `import { readFile } from 'node:fs/promises';
    import { fileURLToPath } from 'node:url';
    const beside = (name) => fileURLToPath(new URL(name, import.meta.url));
    export const thread = { code: beside('judgementThread.js'), isPath: true };
    export const engineBytes = () => readFile(beside('quickjs.wasm'));`,
);

/**
 * Parts for the command line, which is a single file. Code that Node runs without a file is
 * CommonJS.
 */
const partsWithin = partFiles(async () => {
  const { outputFiles } = await esbuild.build({
    ...node,
    entryPoints: ['src/scenarios/judgement/workerThread.ts'],
    format: 'cjs',
    sourcemap: false,
    write: false,
    loader: { '.wasm': 'binary' },
    // Emscripten builds its own `require` from the module's URL.
    define: { 'import.meta.url': 'moduleUrl' },
    banner: {
      js: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
    },
    plugins: [
      partFiles(
        () =>
          `export const engineBytes = async () =>
            (await import('@jitl/quickjs-wasmfile-release-sync/wasm')).default;`,
      ),
    ],
  });
  const code = JSON.stringify(outputFiles[0].text);
  return `export const thread = { code: ${code}, isPath: false };`;
});

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
    outdir: 'dist/host',
    external: ['vscode'],
    plugins: [partsBeside],
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    banner: { js: `#!/usr/bin/env node\n${node.banner.js}` },
    plugins: [partsWithin],
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
    outdir: 'dist/pages',
  },
  {
    ...common,
    entryPoints: { quickjs: '@jitl/quickjs-wasmfile-release-sync/wasm' },
    outdir: 'dist/host',
    loader: { '.wasm': 'copy' },
  },
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
for (const folder of ['dist/host', 'dist/pages'])
  await rm(folder, { recursive: true, force: true });
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
