// The only imports of undici. Its main entry would replace the global dispatcher that Node's own
// fetch reads, for every extension of the host.
export { default as Client } from 'undici/lib/dispatcher/client.js';
export { default as buildConnector } from 'undici/lib/core/connect.js';
export { default as connectTunnel } from 'undici/lib/api/api-connect.js';
