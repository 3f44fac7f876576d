import { runQuietly } from './runProcess.ts';

/** Builds every bundle into dist/, so that what is tested is what the sources say now. */
export async function buildExtension(): Promise<void> {
  await runQuietly(process.execPath, ['esbuild.mjs'], {
    log: 'build.log',
    sentence: 'The build failed: run "npm run check" for the details',
  });
}
