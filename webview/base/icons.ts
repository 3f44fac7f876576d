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
  copy: 'M5 2h7.5A1.5 1.5 0 0 1 14 3.5V11h-1.3V3.5a.2.2 0 0 0-.2-.2H5zM3.2 4.5h6.6A1.2 1.2 0 0 1 11 5.7v7.1a1.2 1.2 0 0 1-1.2 1.2H3.2A1.2 1.2 0 0 1 2 12.800V5.700A1.2 1.2 0 0 1 3.200 4.500zm.1 1.300v6.900h6.400V5.800z',
  edit: 'M11.300 1.700a1.400 1.400 0 0 1 2 0l1 1a1.400 1.400 0 0 1 0 2L5.500 13.500 1.500 14.500l1-4zm.9 1.100L3.700 11.200l-.4 1.500 1.500-.4 8.500-8.500z',
  repeat:
    'M8 2.500a5.500 5.500 0 0 1 4.200 1.950V2.300h1.300V7H8.800V5.700h2.700A4.200 4.200 0 1 0 12.100 9l1.300.3A5.500 5.500 0 1 1 8 2.500z',
  fresh:
    'M3.500 2.200a1.900 1.900 0 0 1 .65 3.680v4.240a1.900 1.900 0 1 1-1.300 0V5.880A1.900 1.900 0 0 1 3.500 2.200zm8.100 1.200V1.600h1.300v1.800h1.800v1.300h-1.800v1.800h-1.300V4.700H9.800V3.400zM4.150 9.500h4.300a2.300 2.300 0 0 0 2.300-2.100h1.300a3.600 3.600 0 0 1-3.600 3.400h-4.300z',
  left: 'M10.500 3.200 5.700 8l4.800 4.800-1 1L3.700 8l5.800-5.800z',
  right: 'M5.500 3.200 10.300 8l-4.800 4.800 1 1L12.300 8 6.500 2.200z',
  up: 'M3.200 10.500 8 5.700l4.800 4.800 1-1L8 3.700 2.200 9.500z',
  down: 'M3.200 5.500 8 10.300l4.800-4.800 1 1L8 12.300 2.200 6.500z',
  shield:
    'M8 1 13.500 3v4.500c0 3.300-2.300 5.900-5.500 7.500-3.200-1.600-5.500-4.200-5.500-7.500V3zm0 1.400L3.800 3.900v3.600c0 2.600 1.700 4.600 4.200 6 2.500-1.400 4.200-3.400 4.200-6V3.900zm-.65 2.100h1.300v4h-1.300zm0 5h1.300v1.300h-1.300z',
  play: 'M4 2.200 13.500 8 4 13.800z',
  pause: 'M4 2.500h2.800v11H4zM9.200 2.500H12v11H9.200z',
  list: 'M1.500 3h2v2h-2zM5 3.350h9.500v1.300H5zM3.500 7h2v2h-2zM7 7.350h7.500v1.300H7zM3.500 11h2v2h-2zM7 11.350h7.500v1.300H7z',
  save: 'M7.350 1.500h1.300v6.700l2.300-2.300.95.95L8 10.750 4.100 6.850l.95-.95 2.300 2.300zM2 10.500h1.300v2.700h9.400v-2.700H14v4H2z',
  check:
    'M2 2.500h12v11H2zM3.300 3.800v8.400h9.400V3.800zM7.200 10.500 4.700 8l.9-.9 1.600 1.600 3.300-3.300.9.9z',
  step: 'M3 2.500 10.500 8 3 13.500zM11.200 2.500H13v11h-1.800z',
  clock:
    'M8 1.500a6.500 6.500 0 1 1 0 13 6.500 6.500 0 0 1 0-13zm0 1.300a5.200 5.200 0 1 0 0 10.400A5.200 5.200 0 0 0 8 2.800zm-.6 1.700h1.300v3.300l2.300 1.300-.6 1.100-3-1.700z',
} as const;

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
