import { runQuietly } from './runProcess.ts';

/** Builds every bundle into dist/, so that the tests run the current sources. */
export async function buildExtension(): Promise<void> {
  await runQuietly(process.execPath, ['esbuild.mjs'], {
    log: 'build.log',
    sentence: 'The build failed: run "npm run check" for the details',
  });
}
