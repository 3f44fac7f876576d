import { handover, interactive, suggestions, textMessage } from '../responseEvents.ts';
import type { Responder, Said } from '../turn.ts';
import { categoryWords } from '../words/words.ts';

/** Responses that hand the customer over to a person or a system (API notes, 3 and 4.7). */

export const callPerson: Responder = ({ say }) => [
  textMessage(say.person),
  handover('agent', { reason: 'Customer asked for a person', reasonNative: say.personReason }),
];

export const trackOrder: Responder = ({ say }) => [
  textMessage(say.orderStatus),
  handover('orderStatus'),
];

export const openShop: Responder = ({ say, memory, language }) => {
  const [category] = memory.wishes.categories ?? [];
  const initialSearchPhrase = category ? categoryWords[category][language] : '';
  return [textMessage(say.storefront), handover('storefront', { initialSearchPhrase })];
};

export const makeOffer: Responder = ({ say }) => [textMessage(say.leadgen), handover('leadgen')];

const specialties: readonly (readonly [RegExp, string])[] = [
  [/cardio/, 'cardiology'],
  [/derma/, 'dermatology'],
  [/physio|fisio/, 'physiotherapy'],
  [/trauma|orthop|ortoped/, 'orthopaedics'],
  [/nutri/, 'nutrition'],
];

/**
 * Another shop's private event, because real agents send such events too. Foot care and sports make
 * it fit this shop.
 */
export const findDoctor: Responder = ({ say, text, plain }: Said) => {
  const doctorName = /\b(?:Dr|Dra|Doctor|Doctora|Doutor|Doutora)\.? (\p{Lu}\p{L}+)/u.exec(text);
  const wish =
    /\b(?:in the |en la |por la |de |na |pela )?(mornings?|afternoons?|evenings?|weekends?|mananas?|tardes?|manha|noches?|noite)\b/;
  return [
    textMessage(say.doctor),
    handover('onelivDoctor', {
      doctorSpecialty: specialties.find(([pattern]) => pattern.test(plain))?.[1] ?? 'podiatry',
      doctorName: doctorName?.[1] ?? '',
      requirements: wish.exec(plain)?.[0].trim() ?? '',
    }),
  ];
};

/** A form as an interactive sub-message, whose real shape is not published (API notes, 3.1). */
export const askDetails: Responder = ({ say }) => {
  const fields = (['name', 'email', 'phone', 'message'] as const).map((id) => ({
    id,
    label: say.formFields[id],
    isRequired: id === 'name' || id === 'email',
  }));
  const formMessage = {
    header: { text: say.formTitle },
    body: { text: say.formAsk },
    fields,
    button: { id: 'form:contact', text: say.formSend },
  };
  return [textMessage(say.formAsk), interactive({ formMessage })];
};

/** Thanks the customer for a form, repeats its data, and hands it over. */
export function takeForm(said: Said, data: Readonly<Record<string, unknown>>) {
  const { say } = said;
  const values = Object.entries(data).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' ? [{ key, text: String(value) }] : [],
  );
  const name = values.find(({ key }) => /^(first_?)?name$/i.test(key))?.text ?? '';
  const noted = values.map(({ key, text }) => `${key}: ${text}`).join(', ');
  return [
    textMessage(say.formThanks(name)),
    ...(noted === '' ? [] : [textMessage(say.formFirst(noted))]),
    handover('leadgen'),
    suggestions(...say.chips.start),
  ];
}
