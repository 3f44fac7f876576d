import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * The agent of the HTTP suite, in a process of its own: its work is not the client's. The text of
 * a turn says what is wanted: `burst N` or `paced N`. Tells its port to its parent.
 */

/** One line of an answer. The text of a paced one is the time of its sending. */
function makeLine(text: string): string {
  const messageEvent = { role: 'ASSISTANT', content: { textContent: { text } } };
  const response = { sessionId: 'bench', responseEvents: [{ messageEvent }] };
  return `${JSON.stringify({ result: { response } })}\n`;
}

async function writePaced(response: ServerResponse, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    await sleep(3);
    // Monotonic, and the same clock in every process of a machine.
    response.write(makeLine(String(process.hrtime.bigint())));
  }
  response.end();
}

const bursts = new Map<number, Buffer>();

function burstOf(count: number): Buffer {
  const made = bursts.get(count) ?? Buffer.from(makeLine('Two pairs fit that.').repeat(count));
  bursts.set(count, made);
  return made;
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const [, kind, count] = /(burst|paced) (\d+)/.exec(Buffer.concat(chunks).toString()) ?? [];
    response.writeHead(200, { 'content-type': 'application/json' });
    response.socket?.setNoDelay(true);
    if (kind === 'paced') void writePaced(response, Number(count));
    else response.end(burstOf(Number(count)));
  });
});

server.listen(0, '127.0.0.1');
await once(server, 'listening');
const address = server.address();
process.send?.(typeof address === 'object' ? address?.port : undefined);
process.once('disconnect', () => process.exit());
