import * as tls from 'node:tls';
import { Worker } from 'node:worker_threads';

/** Node lists its certificates since 22.15; older versions cannot. */
interface CertificateLists {
  getCACertificates?: (type: 'default' | 'system') => readonly string[];
}

const lists = tls as CertificateLists;
const trusted = new Map<boolean, Promise<readonly string[] | undefined>>();

/**
 * The certificates in PEM that a server may be signed by: Node's bundled roots, those of
 * NODE_EXTRA_CA_CERTS and, with `system`, the operating system's. Read once, so that the same trust
 * is the same array. Undefined if this Node cannot list them; then Node's own trust applies.
 */
export function trustedCertificates(options: {
  readonly system: boolean;
}): Promise<readonly string[] | undefined> {
  const { system } = options;
  const certificates = trusted.get(system) ?? readTrusted(system);
  trusted.set(system, certificates);
  return certificates;
}

async function readTrusted(system: boolean): Promise<readonly string[] | undefined> {
  const own = lists.getCACertificates?.('default');
  if (!own || !system) return own;
  // A keychain can take seconds to read.
  const others = process.platform === 'darwin' ? await readInWorker() : readHere();
  return [...new Set([...own, ...others])];
}

/** Reads the operating system's certificates without blocking this thread. */
export function readInWorker(): Promise<readonly string[]> {
  const code =
    "require('node:worker_threads').parentPort.postMessage(require('node:tls').getCACertificates('system'))";
  return new Promise((resolve) => {
    const worker = new Worker(code, { eval: true, execArgv: [] });
    worker.once('message', resolve);
    worker.once('error', () => resolve(readHere()));
  });
}

function readHere(): readonly string[] {
  try {
    return lists.getCACertificates?.('system') ?? [];
  } catch {
    // An unreadable store does not affect the other certificates.
    return [];
  }
}
