import type { HandoverKind } from '../src/shared/model.ts';

/** Paths for `icon`, each drawn in 16 by 16. */
export const cardIcons = {
  previous: 'M10.3 2.3 11.7 3.7 7.4 8l4.3 4.3-1.4 1.4L4.6 8z',
  next: 'M5.7 2.3 4.3 3.7 8.6 8l-4.3 4.3 1.4 1.4L11.4 8z',
  pin: 'M8 .8a5 5 0 0 1 5 5c0 3.4-5 9.4-5 9.4s-5-6-5-9.4a5 5 0 0 1 5-5zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  list: 'M1.5 3h2v2h-2zM5 3h9.5v2H5zM1.5 7h2v2h-2zM5 7h9.5v2H5zM1.5 11h2v2h-2zM5 11h9.5v2H5z',
  check: 'M6.3 12.8 1.8 8.3l1.4-1.4 3.1 3.1 6.5-6.5 1.4 1.4z',
  file: 'M3 1h6l4 4v10H3zm2 7v1.4h6V8zm0 3v1.4h6V11z',
  store: 'M2.5 1.5h11L15 6H1zM2 7h12v7.5h-4v-5H6v5H2z',
  unknown:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.8 9.7v1.6h1.6v-1.6zM8 3.6c-1.7 0-2.7 1-2.8 2.5h1.5c.1-.8.6-1.2 1.3-1.2s1.2.4 1.2 1c0 .6-.3.9-1 1.4-.8.5-1.1 1-1 2v.3h1.5v-.3c0-.6.2-.8.9-1.3.8-.5 1.2-1.2 1.2-2.1C10.8 4.5 9.6 3.6 8 3.6z',
} as const;

/** What is handed over to whom, as a picture. */
export const handoverIcons: Readonly<Record<HandoverKind, string>> = {
  agentHandoverEvent:
    'M8 1.5a3.2 3.2 0 1 1 0 6.4 3.2 3.2 0 0 1 0-6.4zM1.8 14.5c.4-3.3 3-5.2 6.2-5.2s5.8 1.9 6.2 5.2z',
  storefrontHandoverEvent: cardIcons.store,
  orderStatusHandoverEvent:
    'M8 .8 14.5 4 8 7.2 1.5 4zM1 5.2l6.4 3.1v6.9L1 12zM15 5.2 8.6 8.3v6.9L15 12z',
  locationQueryHandoverEvent: cardIcons.pin,
  onelivDoctorHandoverEvent: 'M6 1.5h4V6h4.5v4H10v4.5H6V10H1.5V6H6z',
  leadgenHandoverEvent: 'M3 1h10v14H3zm2 3v1.4h6V4zm0 3.3v1.4h6V7.3zm0 3.3V12h4v-1.4z',
};
