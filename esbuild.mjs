// Builds every bundle of the project into dist/. Flags: --production (minified), --watch.
import * as esbuild from 'esbuild';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Loaded when they are needed for the first time: each is a file of its own beside the host's. */
const lazyParts = {
  addAgent: 'src/host/agents/addAgent.ts',
  agentEditor: 'src/host/agents/agentEditor.ts',
  agentLinks: 'src/agents/agentLinks.ts',
  client: 'src/agentGraph/client.ts',
  compareAgents: 'src/host/compare/compareAgents.ts',
  connectionCheck: 'src/host/connection/connectionCheck.ts',
  conversationSearchPick: 'src/host/conversations/searchConversations.ts',
  exportConversation: 'src/host/conversations/exportConversation.ts',
  fetchTransport: 'src/agentGraph/http/fetch/fetchTransport.ts',
  imageHosts: 'src/host/webview/imageHosts.ts',
  inspector: 'src/host/inspector/inspectorHandler.ts',
  judgementThread: 'src/scenarios/judgement/workerThread.ts',
  recordExchanges: 'src/recordings/recordExchanges.ts',
  openRecording: 'src/host/conversations/openRecording.ts',
  replayWithFault: 'src/host/conversations/replayWithFault.ts',
  scenarioAuthoring: 'src/host/scenarioAuthoring.ts',
  shareConversation: 'src/host/conversations/shareConversation.ts',
  simulator: 'src/simulator/server/server.ts',
  transcriptFormats: 'src/transcript/transcriptFormats.ts',
  undiciTransport: 'src/agentGraph/http/undici/undiciTransport.ts',
};

/** Keeps them out of the bundle that VS Code loads at activation, and out of each other's. */
const lazyImports = {
  name: 'lazy-imports',
  setup(build) {
    for (const [name, path] of Object.entries(lazyParts)) {
      const file = path.slice(path.lastIndexOf('/') + 1).replace('.', '\\.');
      build.onResolve({ filter: new RegExp(`/${file}$`) }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: `./${name}.cjs`, external: true } : undefined,
      );
    }
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

/** Emscripten makes a `require` of its own, with the address of its module. */
const moduleUrl = {
  define: { 'import.meta.url': 'moduleUrl' },
  banner: 'const moduleUrl = require("node:url").pathToFileURL(__filename).href;',
};

/** Loads another module in the place of `partFiles.ts`; see there. */
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

/** Beside the bundles of VS Code. */
const partsBeside = partFiles(
  () => `import { readFile } from 'node:fs/promises';
    import { join } from 'node:path';
    export const thread = { code: join(__dirname, 'judgementThread.cjs'), isPath: true };
    export const engineBytes = () => readFile(join(__dirname, 'quickjs.wasm'));`,
);

/** Within the command line, which is one file. */
const partsWithin = partFiles(async () => {
  const { outputFiles } = await esbuild.build({
    ...node,
    entryPoints: ['src/scenarios/judgement/workerThread.ts'],
    format: 'cjs',
    sourcemap: false,
    write: false,
    loader: { '.wasm': 'binary' },
    define: moduleUrl.define,
    banner: { js: moduleUrl.banner },
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

/**
 * Writes the bundles of a build in ES modules as CommonJS, which VS Code loads: esbuild shares what
 * several bundles need in chunks of their own only between ES modules.
 */
const asCommonJs = {
  name: 'as-common-js',
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      // esbuild keeps a chunk whose only `import()` it has shaken off.
      const isAsked = ({ path }) => {
        const name = basename(path);
        return !name.startsWith('chunk-') || outputFiles.some(({ text }) => text.includes(name));
      };
      await Promise.all(
        outputFiles.filter(isAsked).map(async ({ path, text }) => {
          const { code } = await esbuild.transform(text, {
            format: 'cjs',
            platform: 'node',
            target: 'node20',
            minify: production,
            sourcemap: production ? false : 'inline',
            // `require`, as for everything else that is loaded in VS Code.
            supported: { 'dynamic-import': false },
            ...(text.includes('import.meta.url') && moduleUrl),
          });
          await writeFile(path, code);
        }),
      );
    });
  },
};

/** Removes the chunks of the build before: their names are hashes of what is in them. */
function oldChunks(ending) {
  return {
    name: 'old-chunks',
    setup(build) {
      build.onStart(async () => {
        const names = await readdir('dist').catch(() => []);
        const old = names.filter((name) =>
          new RegExp(`^chunk-\\w+\\.${ending}(\\.map)?$`).test(name),
        );
        await Promise.all(old.map((name) => rm(`dist/${name}`)));
      });
    },
  };
}

const host = {
  ...node,
  format: 'cjs',
  external: ['vscode'],
  plugins: [lazyImports, partsBeside],
};

const bundles = [
  { ...host, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.cjs' },
  {
    ...host,
    entryPoints: lazyParts,
    format: 'esm',
    splitting: true,
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    chunkNames: 'chunk-[hash]',
    sourcemap: production ? false : 'inline',
    write: false,
    plugins: [oldChunks('cjs'), lazyImports, partsBeside, asCommonJs],
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    format: 'esm',
    plugins: [partsWithin],
    // undici is CommonJS and requires Node's own modules. esbuild does not know the names in a banner:
    // this one declares none but `require`, which esbuild never gives to anything else.
    banner: {
      js: "#!/usr/bin/env node\nconst require = (await import('node:module')).createRequire(import.meta.url);",
    },
  },
  {
    ...common,
    entryPoints: {
      webview: 'webview/chat/main.ts',
      inspectorPage: 'webview/inspector/main.ts',
      report: 'webview/connection/main.ts',
      compare: 'webview/compare/main.ts',
    },
    platform: 'browser',
    format: 'esm',
    target: 'es2022',
    splitting: true,
    outdir: 'dist',
    chunkNames: 'chunk-[hash]',
    plugins: [oldChunks('js')],
  },
  {
    ...common,
    entryPoints: { quickjs: '@jitl/quickjs-wasmfile-release-sync/wasm' },
    outdir: 'dist',
    loader: { '.wasm': 'copy' },
  },
  { ...common, entryPoints: ['webview/styles/main.css'], outfile: 'dist/webview.css' },
  { ...common, entryPoints: ['webview/styles/report.css'], outfile: 'dist/report.css' },
  { ...common, entryPoints: ['webview/styles/compare.css'], outfile: 'dist/compare.css' },
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
