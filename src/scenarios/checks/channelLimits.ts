/**
 * What messengers take of interactive messages. Agent Graph does not enforce it: an answer that is
 * longer is cut or refused on its way to the customer. Lengths are characters (code points).
 */
export interface ChannelLimits {
  readonly name: string;
  /** Where the numbers were read, and when. */
  readonly sources: readonly string[];
  readonly readOn: string;
  readonly buttons: number;
  readonly buttonTitle: number;
  readonly sections: number;
  /** In all sections together. */
  readonly rows: number;
  readonly sectionTitle: number;
  readonly rowTitle: number;
  readonly rowDescription: number;
  readonly menuLabel: number;
  readonly header: number;
  readonly footer: number;
  readonly body: number;
  readonly id: number;
}

export const channelLimits: Readonly<Record<'whatsapp', ChannelLimits>> = {
  whatsapp: {
    name: 'WhatsApp',
    sources: [
      'https://support.chatarchitect.com/books/meta-whatsapp/page/interactive-list-messages-developer-documentation',
      'https://developers.cm.com/messaging/docs/whatsapp-interactive-messages',
    ],
    readOn: '2026-11-22',
    buttons: 3,
    buttonTitle: 20,
    sections: 10,
    rows: 10,
    sectionTitle: 24,
    rowTitle: 24,
    rowDescription: 72,
    menuLabel: 20,
    header: 60,
    footer: 60,
    body: 1024,
    id: 256,
  },
};
