import type { AgentFields } from '../../agents/agentFields.ts';
import type { PastedAgent, PastedField } from '../../agents/paste/choice/candidates.ts';
import type { ListTarget } from './agentSources.ts';

/** The values of an agent that is being added; an empty text is as good as none. */
export type DraftValues = Partial<Record<PastedField, string>> & AgentFields;

/** An agent that is being added: what is known of it, and what could be meant. */
export class AgentDraft {
  readonly values: Partial<Record<PastedField, string>> & Record<string, unknown>;
  /** Values that a field could have: the tester chooses. */
  readonly candidates: PastedAgent['candidates'];
  /** Fields that the paste names without a value that can be taken, and why. */
  readonly gaps: PastedAgent['gaps'];
  /** UUIDs that nothing named. */
  readonly unlabelled: readonly string[];
  /** The text of the clipboard that the values came from. */
  readonly clipboard: string | undefined;
  /** True for a paste that had nothing of use. */
  readonly isEmptyPaste: boolean;
  /** Where it can be written; the first is where it will be. */
  targets: readonly ListTarget[] = [];

  constructor(values: DraftValues, pasted?: PastedAgent, clipboard?: string) {
    this.values = { ...values };
    this.candidates = pasted?.candidates ?? {};
    this.gaps = pasted?.gaps ?? {};
    this.unlabelled = pasted?.unlabelled ?? [];
    this.clipboard = clipboard;
    const found = [...Object.values(values), ...this.unlabelled];
    const named = [...Object.keys(this.candidates), ...Object.keys(this.gaps)];
    this.isEmptyPaste = pasted !== undefined && found.length + named.length === 0;
  }

  static ofPaste(pasted: PastedAgent, clipboard?: string): AgentDraft {
    return new AgentDraft(pasted.found, pasted, clipboard);
  }

  get target(): ListTarget | undefined {
    return this.targets[0];
  }

  /** The next place in turn. */
  changeTarget(): void {
    const [first, ...rest] = this.targets;
    if (first) this.targets = [...rest, first];
  }
}
