import parse from 'jsonpath-rfc9535/parser';
import { t } from '../../shared/l10n.ts';
import type { Path } from './yaml/yamlPositions.ts';

/**
 * `{{name}}` in a scenario: a variable, a column of its data, or a value from earlier responses,
 * such as `{{products[0].title}}`. The text between the braces is a JSONPath without its `$.`.
 * `\{{` is not a reference but two literal braces.
 */
const reference = /\\\{\{|\{\{([^{}]+)\}\}/g;

/** Values by the names that references use. */
export type Scope = Readonly<Record<string, unknown>>;

/** Evaluates JSONPaths, which can be slow. */
export interface PathFinder {
  readonly firstValue: (value: unknown, path: string) => Promise<unknown>;
}

/** A reference without a value: the agent did not send it, or it is not defined. */
export class MissingReference extends Error {
  readonly reference: string;

  constructor(name: string) {
    super(t("{0} isn't available at this point in the conversation.", name));
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

/** True if the reference is valid syntax. */
export function isFollowable(name: string): boolean {
  try {
    parse(`$.${name}`);
    return true;
  } catch {
    return false;
  }
}

/**
 * The value, of any shape, with all references in its texts replaced. A text that consists of one
 * reference becomes the value itself, for example a number.
 */
export async function resolve<T>(value: T, scope: Scope, paths: PathFinder): Promise<T> {
  const found = await lookUpAll(value, scope, paths);
  return mapTexts(value, (text) => resolveText(text, found)) as T;
}

/** The same, but every text stays text: the number 42 becomes "42". */
export async function resolveTexts<T>(value: T, scope: Scope, paths: PathFinder): Promise<T> {
  return writeTexts(value, await lookUpAll(value, scope, paths));
}

/** The same for references already looked up. */
export function writeTexts<T>(value: T, found: Found): T {
  return mapTexts(value, (text) => asText(resolveText(text, found))) as T;
}

/** The values of references, by name. */
export type Found = ReadonlyMap<string, unknown>;

/**
 * Looks up all references of a value before replacing any, because a path can take time. Rejects
 * with `MissingReference`.
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
  mapTexts(value, (text) => {
    if (text.includes('{{')) texts.push(text);
    return text;
  });
  return texts;
}

/** The same value, of any shape, with each of its texts changed; `path` leads to the text. */
export function mapTexts(
  value: unknown,
  change: (text: string, path: Path) => unknown,
  path: Path = [],
): unknown {
  if (typeof value === 'string') return change(value, path);
  if (Array.isArray(value)) return value.map((item, at) => mapTexts(item, change, [...path, at]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, mapTexts(inner, change, [...path, key])]),
  );
}

/** A text with its references replaced; one reference alone becomes the value itself. */
export function resolveText(text: string, found: Found): unknown {
  const only = onlyReference(text);
  return only === undefined ? fill(text, found, asText) : found.get(only);
}

/** The reference's name, if the text consists of one reference only. */
export function onlyReference(text: string): string | undefined {
  return /^\{\{([^{}]+)\}\}$/.exec(text)?.[1]?.trim();
}

/** The text with each reference replaced by `write`, which also gets the text written so far. */
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

/** True if the text has two braces that neither start a reference nor are escaped. */
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

/** The value as part of a text. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
