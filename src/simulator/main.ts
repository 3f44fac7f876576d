import { runSimulator } from './runSimulator.ts';

process.exitCode = await runSimulator(process.argv.slice(2));
