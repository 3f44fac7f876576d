import parse from 'jsonpath-rfc9535/parser';
import { t } from '../../shared/l10n.ts';

/**
 * `{{name}}` in a scenario: a variable, a column of its data, or a value of the answers before, such as
 * `{{products[0].title}}`. What stands between the braces is a JSONPath without its `$.`. `\{{` is no
 * reference but two braces.
 */
const reference = /\\\{\{|\{\{([^{}]+)\}\}/g;

/** What references name. */
export type Scope = Readonly<Record<string, unknown>>;

/** Follows JSONPaths, which may take long. */
export interface PathFinder {
  readonly firstValue: (value: unknown, path: string) => Promise<unknown>;
}

/** A reference that leads to nothing: the agent did not send it, or nobody wrote it down. */
export class MissingReference extends Error {
  readonly reference: string;

  constructor(name: string) {
    super(t('There is no {0} at this point of the conversation.', name));
    this.name = 'MissingReference';
    this.reference = name;
  }
}

/** The references of a text. */
export function referencesOf(text: string): readonly string[] {
  return [...text.matchAll(reference)].flatMap(([, name]) =>
    name === undefined ? [] : [name.trim()],
  );
}

/** The first name of a reference: `products` of `products[0].title`. */
export function rootOf(name: string): string {
  return /^[^.[\s]*/.exec(name)?.[0] ?? '';
}

/** True for a reference that can be followed. */
export function isFollowable(name: string): boolean {
  try {
    parse(`$.${name}`);
    return true;
  } catch {
    return false;
  }
}

/**
 * The value with every reference in its texts replaced, whatever its shape. A text that is one
 * reference and nothing else becomes the value itself, a number for example.
 */
export async function resolve<T>(value: T, scope: Scope, paths: PathFinder): Promise<T> {
  const found = await lookUpAll(value, scope, paths);
  return resolveAny(value, (text) => resolveText(text, found)) as T;
}

/** The same for values of which every text stays a text: the number 42 becomes "42". */
export async function resolveTexts<T>(value: T, scope: Scope, paths: PathFinder): Promise<T> {
  return writeTexts(value, await lookUpAll(value, scope, paths));
}

/** The same where the references have been followed. */
export function writeTexts<T>(value: T, found: Found): T {
  return resolveAny(value, (text) => asText(resolveText(text, found))) as T;
}

/** What each reference of a value leads to, by its name. */
export type Found = ReadonlyMap<string, unknown>;

/**
 * Follows every reference of a value before any is written, as a path may take its time. Rejects with
 * `MissingReference`.
 */
export async function lookUpAll(value: unknown, scope: Scope, paths: PathFinder): Promise<Found> {
  const found = new Map<string, unknown>();
  for (const text of textsIn(value))
    for (const name of referencesOf(text))
      if (!found.has(name)) found.set(name, await lookUp(name, scope, paths));
  return found;
}

function textsIn(value: unknown): readonly string[] {
  const texts: string[] = [];
  resolveAny(value, (text) => {
    if (text.includes('{{')) texts.push(text);
    return text;
  });
  return texts;
}

function resolveAny(value: unknown, ofText: (text: string) => unknown): unknown {
  if (typeof value === 'string') return ofText(value);
  if (Array.isArray(value)) return value.map((item) => resolveAny(item, ofText));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, resolveAny(inner, ofText)]),
  );
}

/** The same of one text. */
export function resolveText(text: string, found: Found): unknown {
  const only = onlyReference(text);
  return only === undefined ? fill(text, found, asText) : found.get(only);
}

/** What a text names that is one reference and nothing else. */
export function onlyReference(text: string): string | undefined {
  return /^\{\{([^{}]+)\}\}$/.exec(text)?.[1]?.trim();
}

/** The text with each reference written by `write`, which is told what stands before it by then. */
export function fill(
  text: string,
  found: Found,
  write: (value: unknown, name: string, before: string) => string,
): string {
  let written = '';
  let end = 0;
  for (const match of text.matchAll(reference)) {
    const name = match[1]?.trim();
    written += text.slice(end, match.index);
    written += name === undefined ? '{{' : write(found.get(name), name, written);
    end = match.index + match[0].length;
  }
  return written + text.slice(end);
}

/** True for a text with two braces that neither begin a reference nor are meant as such. */
export function hasOpenReference(text: string): boolean {
  return text.replace(reference, ' ').includes('{{');
}

async function lookUp(name: string, scope: Scope, paths: PathFinder): Promise<unknown> {
  if (Object.hasOwn(scope, name)) return scope[name];
  if (!Object.hasOwn(scope, rootOf(name))) throw new MissingReference(name);
  const value = await paths.firstValue(scope, `$.${name}`);
  if (value === undefined) throw new MissingReference(name);
  return value;
}

/** As it stands in a text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
