import * as vscode from 'vscode';
import { hoverAt, type Proposal, proposalsAt } from '../../scenarios/editor/proposalsAt.ts';
import { defaultsName } from '../../scenarios/file/sharedFiles.ts';
import type { AgentRegistry } from '../agents/agentRegistry.ts';
import { commands } from '../platform/manifest.ts';
import { scenarioGlob } from '../../scenarios/create/fileName.ts';
import type { ScenarioIndex } from './explorer/scenarioIndex.ts';
import { rangeOf } from './scenarioPlaces.ts';

/** Completions, hovers and CodeLenses for scenario files. */
export function offerInEditor(agents: AgentRegistry, index: ScenarioIndex): vscode.Disposable {
  const selector = [{ pattern: scenarioGlob }, { pattern: `**/${defaultsName}` }];
  const { languages } = vscode;
  return vscode.Disposable.from(
    languages.registerCompletionItemProvider(
      selector,
      { provideCompletionItems: (document, place) => completions(document, place, agents) },
      ' ',
    ),
    languages.registerHoverProvider(selector, {
      provideHover: (document, place) => hover(document, place, index),
    }),
    languages.registerCodeLensProvider(
      { pattern: scenarioGlob },
      {
        onDidChangeCodeLenses: index.onDidChange,
        provideCodeLenses: ({ uri }) => lenses(uri, index),
      },
    ),
  );
}

/** The YAML extension reads our schema itself; with both, everything would appear twice. */
function isKnownOtherwise(document: vscode.TextDocument): boolean {
  const hasExtension = vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined;
  return hasExtension && !isDefaultsFile(document);
}

function isDefaultsFile({ uri }: vscode.TextDocument): boolean {
  return uri.path.endsWith(`/${defaultsName}`);
}

function completions(
  document: vscode.TextDocument,
  place: vscode.Position,
  agents: AgentRegistry,
): vscode.CompletionItem[] {
  if (isKnownOtherwise(document)) return [];
  const { start, end, proposals } = proposalsAt(document.getText(), document.offsetAt(place), {
    agents: agents.entries.map(({ name }) => name),
    isDefaults: isDefaultsFile(document),
    newScenario: {
      label: vscode.l10n.t('New scenario'),
      description: vscode.l10n.t('A conversation with expectations, for you to fill in.'),
    },
  });
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return proposals.map((proposal, index) => itemOf(proposal, index, range));
}

function itemOf(
  { kind, label, snippet, description }: Proposal,
  index: number,
  range: vscode.Range,
): vscode.CompletionItem {
  const kinds = {
    field: vscode.CompletionItemKind.Property,
    value: vscode.CompletionItemKind.EnumMember,
    scenario: vscode.CompletionItemKind.Snippet,
  };
  return Object.assign(new vscode.CompletionItem(label, kinds[kind]), {
    insertText: new vscode.SnippetString(snippet),
    documentation: description,
    range,
    // In the order of the schema, which starts with the required keys.
    sortText: String(index).padStart(4, '0'),
  });
}

function hover(
  document: vscode.TextDocument,
  place: vscode.Position,
  index: ScenarioIndex,
): vscode.Hover | undefined {
  const { defaults = [] } = index.fileOf(document.uri) ?? {};
  const found = isKnownOtherwise(document)
    ? undefined
    : hoverAt(document.getText(), document.offsetAt(place), defaults);
  if (!found) return undefined;
  const { start, end, description } = found;
  const text = new vscode.MarkdownString().appendText(description);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
  return new vscode.Hover(text, range);
}

/** CodeLenses above each scenario, in a trusted workspace only. */
function lenses(uri: vscode.Uri, index: ScenarioIndex): vscode.CodeLens[] {
  const { scenarios = [] } = index.fileOf(uri) ?? {};
  if (!vscode.workspace.isTrusted) return [];
  return scenarios.flatMap(({ name, at }, place) => {
    const { start } = rangeOf(at);
    const range = new vscode.Range(start, start);
    const lens = (title: string, command: string, ...args: readonly unknown[]) =>
      new vscode.CodeLens(range, { title, command, arguments: [uri, ...args] });
    return [
      lens(vscode.l10n.t('Run'), commands.runScenario, name, 'live'),
      lens(vscode.l10n.t('Debug'), commands.runScenario, name, 'chat'),
      lens(vscode.l10n.t('Record'), commands.updateBaseline, place),
      lens(vscode.l10n.t('Compare'), commands.compareScenario, place),
    ];
  });
}
