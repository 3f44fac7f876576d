import type { ResponseEvent } from '../responseEvents.ts';

export const envelopeNames = ['A', 'C', 'D', 'array', 'mixed'] as const;

/** The published form that a stream line takes (API notes, 1.3); `mixed` rotates through them. */
export type EnvelopeForm = (typeof envelopeNames)[number];

const rotation = ['A', 'C', 'D', 'array'] as const;

/** One NDJSON line without its line break. In form D, each event is a line of its own. */
export function envelopeLine(
  form: EnvelopeForm,
  index: number,
  sessionId: string,
  events: readonly ResponseEvent[],
): string {
  const response = { sessionId, responseEvents: events };
  const chosen = form === 'mixed' ? (rotation[index % rotation.length] ?? 'A') : form;
  switch (chosen) {
    case 'A':
      return JSON.stringify({ result: { response } });
    case 'C':
      return JSON.stringify({ response });
    case 'D':
      return events.map((event) => JSON.stringify(event)).join('\n');
    case 'array':
      return JSON.stringify(events);
  }
}
