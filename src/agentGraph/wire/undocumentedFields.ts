import { isRecord } from '../../shared/guards.ts';

/** Fields of an object, or of each element of a list; `free` accepts anything. */
interface Documented {
  readonly [name: string]: Documented | 'free';
}

const value = 'free';
const text = { text: value } as const;
const button = { id: value, text: value } as const;
const header = {
  ...text,
  attachment: { type: value, asset: { id: value, url: value, caption: value, filename: value } },
} as const;
const handover = { triggerHandover: value } as const;

/**
 * The response events as Connectly documents them: the OpenAPI text and the samples of
 * https://docs.connectly.ai/agent-graph/agent-graph-api/invoke-stream and `…/invoke`, as far as
 * they were readable (API notes, section 3). Fields that clients read on suspicion, such as the
 * body of an interactive message, are not documented.
 */
const documentedEvents: Documented = {
  messageEvent: {
    role: value,
    content: {
      textContent: text,
      audioContent: { url: value },
      imageContent: { url: value, caption: value },
      locationContent: { latitude: value, longitude: value, name: value, address: value },
    },
    createdAt: value,
    metadata: value,
  },
  recommendationEvent: {
    products: {
      productId: value,
      title: value,
      description: value,
      url: value,
      imageUrl: value,
      price: value,
      currency: value,
      facets: value,
      metadata: value,
    },
  },
  chatSuggestionEvent: { suggestedQuestions: value },
  agentHandoverEvent: { ...handover, reason: value, reasonNative: value },
  storefrontHandoverEvent: { ...handover, initialSearchPhrase: value },
  orderStatusHandoverEvent: handover,
  locationQueryHandoverEvent: handover,
  onelivDoctorHandoverEvent: {
    ...handover,
    doctorSpecialty: value,
    doctorName: value,
    requirements: value,
  },
  leadgenHandoverEvent: handover,
  connectlyInteractiveEvent: {
    interactive: {
      listMessage: {
        header,
        footer: text,
        button,
        sections: { title: value, rows: { ...button, description: value } },
        buttonText: value,
      },
      replyButtonMessage: { header, footer: text, buttons: button },
      singleProductMessage: { footer: text, actionButton: button, buttons: button },
    },
  },
};

/**
 * Paths of an event's undocumented fields, each once, in order of appearance: `products[].colour`.
 * Empty for an undocumented event. Skips what lies inside `free` fields and inside values of
 * another type than documented.
 */
export function undocumentedFields(kind: string, event: unknown): readonly string[] {
  const fields = Object.hasOwn(documentedEvents, kind) ? documentedEvents[kind] : undefined;
  const paths = new Set<string>();
  if (fields !== undefined && fields !== 'free') collect(event, fields, '', paths);
  return [...paths];
}

/** Goes no deeper than the table. */
function collect(found: unknown, fields: Documented, path: string, paths: Set<string>): void {
  if (Array.isArray(found)) {
    for (const one of found) if (isRecord(one)) collect(one, fields, `${path}[]`, paths);
    return;
  }
  if (!isRecord(found)) return;
  for (const [name, inner] of Object.entries(found)) {
    const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
    // Most fields are known and plain; only the others need their path.
    if (known === 'free' || (known !== undefined && typeof inner !== 'object')) continue;
    const place = path === '' ? name : `${path}.${name}`;
    if (known === undefined) paths.add(place);
    else collect(inner, known, place, paths);
  }
}
