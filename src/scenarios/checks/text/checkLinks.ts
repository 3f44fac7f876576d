import { httpUrl } from '../../../shared/guards.ts';
import { t } from '../../../shared/l10n.ts';
import { readableText } from '../../../shared/markup/readableText.ts';
import { hostPlace } from '../../../shared/privateHost.ts';
import type { Answer } from '../../answer.ts';
import { quoted } from '../../file/textPattern.ts';
import { verdict, type Check } from '../check.ts';
import { NotJudgedHere } from '../../judgement/unjudgeable.ts';

/** Links requested per response, at most. */
const maxLinks = 50;
const atOnce = 10;

/** The links in texts and the product pages work; one verdict per link. */
export const checkLinks: Check<'links'> = async (_, { answer, agentUrl }, { reachLink }) => {
  const links = linksOf(answer);
  if (links.length === 0) return [];
  const agent = httpUrl(agentUrl);
  if (!agent)
    throw new NotJudgedHere(
      t('Links are checked only when the agent itself responds, not with a recording.'),
    );
  const place = hostPlace(agent);
  const problems: (readonly [link: string, problem: string | undefined])[] = [];
  for (let from = 0; from < Math.min(links.length, maxLinks); from += atOnce) {
    const some = links.slice(from, Math.min(from + atOnce, maxLinks));
    const asked = some.map(async (link) => [link, await reachLink(link, place)] as const);
    problems.push(...(await Promise.all(asked)));
  }
  const rest = links.length - maxLinks;
  return [
    ...problems.map(([link, problem]) =>
      verdict(t('the link {0} is reachable', quoted(shown(link))), problem === undefined, () => ({
        message: problem ?? '',
        actual: shown(link),
      })),
    ),
    ...(rest > 0
      ? [
          verdict(t('a response has at most {0} links', String(maxLinks)), false, () => ({
            message: t("There are {0} links. The rest weren't checked.", String(links.length)),
          })),
        ]
      : []),
  ];
};

/** Distinct links in order of appearance, without those for mail programs or telephones. */
function linksOf({ texts, products }: Answer): readonly string[] {
  const said = texts
    .map(readableText)
    .flatMap(({ text, addresses }) => [
      ...addresses,
      ...[...text.matchAll(/https?:\/\/[^\s<>"'`\])}]+/gi)].map(([link]) => trimmed(link)),
    ]);
  const pages = products.flatMap(({ url }) => (url?.trim() ? [url.trim()] : []));
  return [...new Set([...said, ...pages])].filter((link) => !/^(?:mailto|tel|sms):/i.test(link));
}

/** Hides the name and password before the host. */
function shown(link: string): string {
  return link.replace(/^(https?:[\\/]*)[^\\/?#]*@/i, '$1[hidden]@');
}

/** Removes the sentence's punctuation after a link. */
function trimmed(link: string): string {
  let { length } = link;
  while (length > 0 && '.,;:!?*_~'.includes(link.charAt(length - 1))) length--;
  return link.slice(0, length);
}
