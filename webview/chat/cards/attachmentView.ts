import { httpUrl } from '../../../src/shared/guards.ts';
import type { Attachment } from '../../../src/shared/model.ts';
import { visibleText } from '../../../src/shared/visibleText.ts';
import { el, icon } from '../../base/dom.ts';
import { cardIcons } from '../../base/icons.ts';
import { strings } from '../../strings/strings.ts';
import { link } from '../../text/markdown.ts';
import type { CardContext } from './cardContext.ts';
import { audioPlayer, messageImage } from './media.ts';

const imageName = /\.(?:apng|avif|gif|jpe?g|png|svg|webp)$/i;

/** A header's attachment: an image or audio as such, all else as a link with its name. */
export function attachmentView(attachment: Attachment, context: CardContext): HTMLElement {
  const { type, url, caption, filename } = attachment;
  const parsed = httpUrl(url);
  const isImage =
    type === 'image' || (type === 'unspecified' && imageName.test(parsed?.pathname ?? ''));
  if (parsed && isImage) {
    return messageImage({ url: parsed.href, ...(caption !== undefined && { caption }) }, context);
  }
  if (parsed && type === 'audio') return audioPlayer({ url: parsed.href }, context);
  const name = visibleText(
    filename ?? caption ?? parsed?.pathname.split('/').at(-1) ?? url ?? type,
  );
  return el(
    'p',
    { class: 'attachment' },
    icon(cardIcons.file),
    el('span', { dir: 'auto' }, parsed ? link(parsed, name) : name),
    el('span', { class: 'tag' }, strings.attachment(visibleText(type))),
  );
}
