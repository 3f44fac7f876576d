import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import ts from 'typescript';

/** A string in the sources. */
export interface SourceString {
  readonly text: string;
  /** `file:line`. */
  readonly place: string;
}

/** Every TypeScript file below a folder of the repository, parsed. */
export async function parseFolder(root: string, folder: string): Promise<readonly ts.SourceFile[]> {
  const names = await readdir(join(root, folder), { recursive: true });
  const paths = names
    .filter((name) => /(?<!\.d)\.ts$/.test(name))
    .map((name) => `${folder}/${name}`);
  return Promise.all(
    paths.map(async (path) =>
      ts.createSourceFile(
        path,
        await readFile(join(root, path), 'utf8'),
        ts.ScriptTarget.ES2022,
        true,
      ),
    ),
  );
}

/** What is passed to `t` and `vscode.l10n.t`; the text is undefined where it is not a literal. */
export function messagesIn(file: ts.SourceFile): readonly { text?: string; place: string }[] {
  return nodesOf(file)
    .filter(ts.isCallExpression)
    .filter(({ expression }) => isTranslation(expression))
    .map((call) => {
      const [message] = call.arguments;
      const place = placeOf(call);
      return message && ts.isStringLiteralLike(message) ? { text: message.text, place } : { place };
    });
}

/**
 * Literals that stand where a user reads them (attributes, text nodes, templates, message boxes,
 * problems), and in the webview and the host every literal that reads like a sentence, whatever
 * becomes of it.
 */
export function untranslatedIn(file: ts.SourceFile): readonly SourceString[] {
  const nodes = nodesOf(file);
  const shown = [
    ...nodes.flatMap(shownExpressions).flatMap(literalsIn),
    ...nodes.flatMap(templateTexts),
  ].filter(hasWords);
  if (!/^(?:webview|src\/host)\//.test(file.fileName)) return shown;
  const sentences = nodes
    .filter((node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
    .filter((node) => /^\p{Lu}\p{Ll}*['’]?\p{Ll}* .*\p{Ll}/u.test(node.text) && !isUnseen(node));
  const found = sentences.map((node) => ({ text: node.text, place: placeOf(node) }));
  return [...shown, ...found.filter(hasWords)];
}

/** True for what is translated, and for what only the log or an exception says. */
function isUnseen(node: ts.Node): boolean {
  const isQuiet = ({ parent }: ts.Node): boolean =>
    (ts.isCallExpression(parent) &&
      (isTranslation(parent.expression) ||
        /(?:log|info|warn)$/.test(parent.expression.getText()))) ||
    (ts.isNewExpression(parent) && parent.expression.getText().endsWith('Error'));
  return isQuiet(node) || (ts.isTemplateHead(node) && isQuiet(node.parent));
}

const shownName =
  /^(?:ariaLabel|aria-(?:label|description|roledescription|valuetext|placeholder)|title|alt|placeholder|placeHolder|prompt|label|detail|description|tooltip|problem|textContent|openLabel|saveLabel)$/;
const showing =
  /^(?:vscode\.)?window\.(?:show(?:Information|Warning|Error)Message|setStatusBarMessage|createWebviewPanel)$/;

/** The expressions of a node that end up before a user's eyes. */
function shownExpressions(node: ts.Node): readonly ts.Expression[] {
  if (ts.isPropertyAssignment(node)) {
    const { name } = node;
    const isShown =
      (ts.isIdentifier(name) || ts.isStringLiteral(name)) && shownName.test(name.text);
    return isShown ? [node.initializer] : [];
  }
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken) {
    const { left } = node;
    return ts.isPropertyAccessExpression(left) && shownName.test(left.name.text)
      ? [node.right]
      : [];
  }
  if (ts.isNewExpression(node) && node.expression.getText().endsWith('TreeItem')) {
    return [...(node.arguments ?? [])];
  }
  if (!ts.isCallExpression(node)) return [];
  const called = node.expression.getText();
  const [first, second, ...rest] = node.arguments;
  if (called === 'el' || called === 'plainButton') return rest;
  if (called === 'inputFailure' || called === 'refused') return node.arguments.slice(-1);
  if (showing.test(called)) return node.arguments.slice(called.endsWith('Panel') ? 1 : 0);
  if (called.endsWith('.append') || called.endsWith('.replaceChildren')) return [...node.arguments];
  const setsText = called.endsWith('.setAttribute') && first && ts.isStringLiteral(first);
  return setsText && shownName.test(first.text) && second ? [second] : [];
}

/** What an `html` template shows: the text between its tags, and the attributes that are read. */
function templateTexts(node: ts.Node): readonly SourceString[] {
  if (!ts.isTaggedTemplateExpression(node) || node.tag.getText() !== 'html') return [];
  const { template } = node;
  const [first, spans] = ts.isTemplateExpression(template)
    ? [template.head.text, template.templateSpans]
    : [template.text, []];
  let markup = first;
  const values: SourceString[] = [];
  for (const { expression, literal } of spans) {
    const [, attribute = 'textContent'] = /([\w-]+)=(?:"[^"<>]*)?$/.exec(markup) ?? [];
    if (shownName.test(attribute)) values.push(...literalsIn(expression));
    markup += `·${literal.text}`;
  }
  const attributes = [...markup.matchAll(/([\w-]+)="([^"]*)"/g)]
    .filter(([, name = '']) => shownName.test(name))
    .map(([, , value = '']) => value);
  const texts = [markup.replace(/<[^>]*>/g, ''), ...attributes];
  return [...values, ...texts.map((text) => ({ text, place: placeOf(node) }))];
}

const joining: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.AmpersandAmpersandToken,
  ts.SyntaxKind.BarBarToken,
  ts.SyntaxKind.QuestionQuestionToken,
  ts.SyntaxKind.PlusToken,
]);

/** The literals that an expression can evaluate to; calls are somebody else's business. */
function literalsIn(expression: ts.Expression): readonly SourceString[] {
  const place = placeOf(expression);
  if (ts.isStringLiteralLike(expression)) return [{ text: expression.text, place }];
  if (ts.isTemplateExpression(expression)) {
    const { head, templateSpans } = expression;
    return [head, ...templateSpans.map(({ literal }) => literal)].map(({ text }) => ({
      text,
      place,
    }));
  }
  if (ts.isParenthesizedExpression(expression)) return literalsIn(expression.expression);
  if (ts.isArrayLiteralExpression(expression)) return expression.elements.flatMap(literalsIn);
  if (ts.isConditionalExpression(expression)) {
    return [expression.whenTrue, expression.whenFalse].flatMap(literalsIn);
  }
  if (ts.isBinaryExpression(expression) && joining.has(expression.operatorToken.kind)) {
    return [expression.left, expression.right].flatMap(literalsIn);
  }
  return [];
}

/** Words of two letters and more, other than names that are the same in every language. */
function hasWords({ text }: SourceString): boolean {
  return /\p{L}{2}/u.test(
    text.replace(/\b(?:Ask Sofia|Sofia|HTTP|JSON|URL|https?:\/\/\S*)\b/g, ''),
  );
}

function isTranslation(expression: ts.Expression): boolean {
  return /^(?:(?:vscode\.)?l10n\.)?t$/.test(expression.getText());
}

function nodesOf(node: ts.Node): readonly ts.Node[] {
  const nodes: ts.Node[] = [node];
  node.forEachChild((child) => void nodes.push(...nodesOf(child)));
  return nodes;
}

function placeOf(node: ts.Node): string {
  const file = node.getSourceFile();
  return `${file.fileName}:${file.getLineAndCharacterOfPosition(node.getStart()).line + 1}`;
}
