import type { Interactive } from '../../shared/model.ts';
import { channelLimits, type ChannelLimits } from './channelLimits.ts';
import { verdict, type Check } from './check.ts';

/** Everything that can be pressed keeps within the limits of a messenger. */
export const checkChannel: Check<'channel'> = (channel, { answer }) => {
  const limits = channelLimits[channel];
  const messages = answer.events.flatMap((event) =>
    event.type === 'interactive' ? event.messages : [],
  );
  const problems = messages.flatMap((message) => limitProblems(message, limits));
  return [
    verdict(`everything fits into ${limits.name}`, problems.length === 0, () => ({
      message: problems.join(' '),
      expected: '',
      actual: problems.join('\n'),
    })),
  ];
};

/** What of a message is too long or too much, a sentence each. */
function limitProblems(message: Interactive, limits: ChannelLimits): readonly string[] {
  const { header, body, footer, menuLabel, buttons, actionButton, sections } = message;
  const rows = sections.flatMap((section) => section.rows);
  const pressed = [...buttons, ...(actionButton ? [actionButton] : [])];
  return [
    ...tooMany('buttons', buttons.length, limits.buttons),
    ...tooMany('sections', sections.length, limits.sections),
    ...tooMany('rows', rows.length, limits.rows),
    ...tooLong('header', header, limits.header),
    ...tooLong('body', body, limits.body),
    ...tooLong('footer', footer, limits.footer),
    ...tooLong('label of the list', menuLabel, limits.menuLabel),
    ...pressed.flatMap(({ text, id }) => [
      ...tooLong('button', text, limits.buttonTitle),
      ...tooLong('id of a button', id, limits.id),
    ]),
    ...sections.flatMap(({ title }) => tooLong('title of a section', title, limits.sectionTitle)),
    ...rows.flatMap(({ text, description, id }) => [
      ...tooLong('row', text, limits.rowTitle),
      ...tooLong('description of a row', description, limits.rowDescription),
      ...tooLong('id of a row', id, limits.id),
    ]),
  ];
}

function tooMany(what: string, count: number, limit: number): readonly string[] {
  return count > limit ? [`There are ${count} ${what}; ${limit} fit.`] : [];
}

function tooLong(what: string, text: string | undefined, limit: number): readonly string[] {
  const length = [...(text ?? '')].length;
  return length > limit ? [`The ${what} "${text}" has ${length} characters; ${limit} fit.`] : [];
}
