import { recordingLine, type RecordingEntry } from '../../src/recordings/recording.ts';
import { header } from '../support/samples/recordedExchanges.ts';

export const lineCount = 100_000;
export const linesOfTurn = 1_000;
/** Of all lines together in the file, about. */
const fileBytes = 100_000_000;

/** What the agent says in a turn: texts, and every fourth time products, a kilobyte a line. */
export function* answerLines(turn: number): Generator<string> {
  // The rest of the kilobyte is what the recording adds to a line.
  const wordsLength = fileBytes / lineCount - 330;
  for (let line = 0; line < linesOfTurn; line += 1) {
    const number = (turn - 1) * linesOfTurn + line;
    const words = `Number ${number} of the shop, a shoe for every road. `.padEnd(
      wordsLength,
      'yes, ',
    );
    const event =
      line % 4 === 3
        ? { recommendationEvent: { products: [{ title: 'Shoe', description: words }] } }
        : { messageEvent: { role: 'ASSISTANT', content: { textContent: { text: words } } } };
    const response = { sessionId: 's', responseEvents: [event] };
    yield `${JSON.stringify({ result: { response } })}\n`;
  }
}

export function* recordingText(): Generator<string> {
  yield recordingLine(header);
  for (const entry of recordedEntries()) yield recordingLine(entry);
}

function* recordedEntries(): Generator<RecordingEntry> {
  const { baseUrl } = header.agent;
  for (let exchange = 1; exchange <= lineCount / linesOfTurn; exchange += 1) {
    const atMs = exchange * 10_000;
    const base = { exchange, atMs };
    const input = { messageEvent: { role: 'USER', content: { textContent: { text: 'Hi' } } } };
    yield {
      ...base,
      type: 'request',
      endpoint: 'invoke',
      method: 'POST',
      url: `${baseUrl}/external/v1/ai/agent_graph/invoke`,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ sessionId: 's', inputEvents: [input] }),
    };
    yield { ...base, type: 'response', status: 200, headers: {} };
    let lineMs = atMs;
    for (const text of answerLines(exchange)) {
      lineMs += 1;
      yield { exchange, type: 'line', atMs: lineMs, startedMs: lineMs, text };
    }
    yield { exchange, type: 'end', atMs: lineMs + 1, outcome: 'complete' };
  }
}
