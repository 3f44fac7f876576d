import { compact } from '../../shared/compact.ts';
import type { Attachment, Choice, Interactive } from '../../shared/model.ts';
import { type Fields, isWireObject } from './fields.ts';

const bodyKeys = ['body', 'text', 'bodyText'] as const;
const knownForms: readonly string[] = ['listMessage', 'replyButtonMessage', 'singleProductMessage'];

/** The body's place is not documented, so any of three is accepted (API notes, 3.1). */
function bodyOf(fields: Fields): string | undefined {
  for (const key of bodyKeys) {
    const text = fields.wrappedText(key, { mayBeText: true });
    if (text !== undefined) return text;
  }
  return undefined;
}

function choiceOf(fields: Fields): Choice {
  return compact({
    id: fields.text('id'),
    text: fields.text('text') ?? fields.text('title'),
    description: fields.text('description'),
  });
}

/** The sibling API puts the asset's fields on the attachment itself (API notes, 3.1). */
function attachmentOf(fields: Fields | undefined): Attachment | undefined {
  if (!fields) return undefined;
  const asset = fields.object('asset') ?? fields;
  const type = fields.text('type')?.split('_').at(-1)?.toLowerCase() || 'unspecified';
  const rest = {
    url: asset.text('url'),
    caption: asset.text('caption'),
    filename: asset.text('filename'),
  };
  const isEmpty = Object.values(rest).every((value) => value === undefined);
  return isEmpty && type === 'unspecified' ? undefined : compact({ type, ...rest });
}

function decodeForm(form: string, fields: Fields, sharedBody: string | undefined): Interactive {
  const header = fields.raw('header');
  const actionButton = fields.object('actionButton');
  return compact({
    form,
    header: fields.wrappedText('header'),
    attachment: isWireObject(header)
      ? attachmentOf(fields.object('header')?.object('attachment'))
      : undefined,
    body: bodyOf(fields) ?? sharedBody,
    footer: fields.wrappedText('footer'),
    menuLabel: fields.object('button')?.text('text') ?? fields.text('buttonText'),
    actionButton: actionButton && choiceOf(actionButton),
    buttons: fields.objects('buttons').map(choiceOf),
    sections: fields
      .objects('sections')
      .map((section) =>
        compact({ title: section.text('title'), rows: section.objects('rows').map(choiceOf) }),
      ),
  });
}

/** Every sub-message of `interactive`, those of the schema first; unknown ones keep their name. */
export function decodeInteractive(fields: Fields | undefined): readonly Interactive[] {
  if (!fields) return [];
  const sharedBody = bodyOf(fields);
  const others = fields
    .keys()
    .filter((key) => !knownForms.includes(key) && !bodyKeys.some((body) => body === key));
  const forms = [...knownForms, ...others].flatMap((form) => {
    const message = fields.object(form);
    return message ? [decodeForm(form, message, sharedBody)] : [];
  });
  if (forms.length > 0 || sharedBody === undefined) return forms;
  return [{ form: 'body', body: sharedBody, buttons: [], sections: [] }];
}
