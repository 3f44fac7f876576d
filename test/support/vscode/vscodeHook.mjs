// The types of the oldest Node we support do not know `registerHooks`.
import { registerHooks } from 'node:module';

const standIn = new URL('./vscodeStandIn.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vscode'
      ? { url: standIn, format: 'module-typescript', shortCircuit: true }
      : next(specifier, context),
});
