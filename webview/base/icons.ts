import { html, type TemplateResult } from 'lit-html';
import type { HandoverKind } from '../../src/shared/model.ts';

/** A 16 by 16 icon drawn with one path in the current colour; hidden from screen readers. */
export function icon(path: string): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d=${path}></path>
  </svg>`;
}

/** Icons that several parts of the pages show. */
export const iconPaths = {
  send: 'M1.5 1.6 15 8 1.5 14.4 3 9l6-1-6-1z',
  stop: 'M4 3h8a1 1 0 0 1 1 1v8a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V4a1 1 0 0 1 1-1z',
  warning: 'M8 1.5 15.5 14.5H.5zM7.3 6v4.2h1.4V6zm0 5.2v1.5h1.4v-1.5z',
  sofia:
    'M7 1.5 8.6 6 13 7.6 8.6 9.2 7 13.7 5.4 9.2 1 7.6 5.4 6zM13 1l.6 1.6 1.6.6-1.6.6L13 5.4l-.6-1.6-1.6-.6 1.6-.6zM12.6 11.4l.5 1.3 1.3.5-1.3.5-.5 1.3-.5-1.3-1.3-.5 1.3-.5z',
} as const;

/** Icons of the controls: one path each, drawn in 16 by 16. */
export const controlIcons = {
  plus: 'M7.25 2.5h1.5v4.75h4.75v1.5H8.75v4.75h-1.5V8.75H2.5v-1.5h4.75z',
  close: 'M4 3 8 7l4-4 1 1-4 4 4 4-1 1-4-4-4 4-1-1 4-4-4-4z',
  copy: 'M5 2h7.5A1.5 1.5 0 0 1 14 3.5V11h-1.3V3.5a.2.2 0 0 0-.2-.2H5zM3.2 4.5h6.6A1.2 1.2 0 0 1 11 5.7v7.1a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 12.8V5.7A1.2 1.2 0 0 1 3.2 4.5zm.1 1.3v6.9h6.4V5.8z',
  edit: 'M11.3 1.7a1.4 1.4 0 0 1 2 0l1 1a1.4 1.4 0 0 1 0 2L5.5 13.5 1.5 14.5l1-4zm.9 1.1L3.7 11.2l-.4 1.5 1.5-.4 8.5-8.5z',
  repeat:
    'M8 2.5a5.5 5.5 0 0 1 4.2 1.95V2.3h1.3V7H8.8V5.7h2.7A4.2 4.2 0 1 0 12.1 9l1.3.3A5.5 5.5 0 1 1 8 2.5z',
  fresh:
    'M3.5 2.2a1.9 1.9 0 0 1 .65 3.68v4.24a1.9 1.9 0 1 1-1.3 0V5.88A1.9 1.9 0 0 1 3.5 2.2zm8.1 1.2V1.6h1.3v1.8h1.8v1.3h-1.8v1.8h-1.3V4.7H9.8V3.4zM4.15 9.5h4.3a2.3 2.3 0 0 0 2.3-2.1h1.3a3.6 3.6 0 0 1-3.6 3.4h-4.3z',
  left: 'M10.5 3.2 5.7 8l4.8 4.8-1 1L3.7 8l5.8-5.8z',
  right: 'M5.5 3.2 10.3 8l-4.8 4.8 1 1L12.3 8 6.5 2.2z',
  up: 'M3.2 10.5 8 5.7l4.8 4.8 1-1L8 3.7 2.2 9.5z',
  down: 'M3.2 5.5 8 10.3l4.8-4.8 1 1L8 12.3 2.2 6.5z',
  shield:
    'M8 1 13.5 3v4.5c0 3.3-2.3 5.9-5.5 7.5-3.2-1.6-5.5-4.2-5.5-7.5V3zm0 1.4L3.8 3.9v3.6c0 2.6 1.7 4.6 4.2 6 2.5-1.4 4.2-3.4 4.2-6V3.9zm-.65 2.1h1.3v4h-1.3zm0 5h1.3v1.3h-1.3z',
  play: 'M4 2.2 13.5 8 4 13.8z',
  pause: 'M4 2.5h2.8v11H4zM9.2 2.5H12v11H9.2z',
  list: 'M1.5 3h2v2h-2zM5 3.35h9.5v1.3H5zM3.5 7h2v2h-2zM7 7.35h7.5v1.3H7zM3.5 11h2v2h-2zM7 11.35h7.5v1.3H7z',
  check: 'M2 2.5h12v11H2zM3.3 3.8v8.4h9.4V3.8zM7.2 10.5 4.7 8l.9-.9 1.6 1.6 3.3-3.3.9.9z',
  more: 'M2 7h2v2H2zM7 7h2v2H7zM12 7h2v2h-2z',
  step: 'M3 2.5 10.5 8 3 13.5zM11.2 2.5H13v11h-1.8z',
  clock:
    'M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zm0 1.3a5.2 5.2 0 1 0 0 10.4A5.2 5.2 0 0 0 8 2.8zm-.6 1.7h1.3v3.3l2.3 1.3-.6 1.1-3-1.7z',
} as const;

/** Paths for `icon`, each drawn in 16 by 16. */
export const cardIcons = {
  pin: 'M8 .8a5 5 0 0 1 5 5c0 3.4-5 9.4-5 9.4s-5-6-5-9.4a5 5 0 0 1 5-5zm0 3a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
  check: 'M6.3 12.8 1.8 8.3l1.4-1.4 3.1 3.1 6.5-6.5 1.4 1.4z',
  file: 'M3 1h6l4 4v10H3zm2 7v1.4h6V8zm0 3v1.4h6V11z',
  store: 'M2.5 1.5h11L15 6H1zM2 7h12v7.5h-4v-5H6v5H2z',
  unknown:
    'M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1zm-.8 9.7v1.6h1.6v-1.6zM8 3.6c-1.7 0-2.7 1-2.8 2.5h1.5c.1-.8.6-1.2 1.3-1.2s1.2.4 1.2 1c0 .6-.3.9-1 1.4-.8.5-1.1 1-1 2v.3h1.5v-.3c0-.6.2-.8.9-1.3.8-.5 1.2-1.2 1.2-2.1C10.8 4.5 9.6 3.6 8 3.6z',
} as const;

/** The icon of each kind of handover. */
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
