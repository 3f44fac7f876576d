import type { AgentFields } from '../../agents/agentFields.ts';
import type { PastedAgent, PastedField } from '../../agents/paste/choice/candidates.ts';
import type { ListTarget } from './agentSources.ts';

/** The values of an agent that is being added; an empty string counts as missing. */
export type DraftValues = Partial<Record<PastedField, string>> & AgentFields;

/** An agent that is being added: the known values, and candidates for the others. */
export class AgentDraft {
  readonly values: Partial<Record<PastedField, string>> & Record<string, unknown>;
  /** Possible values per field, for the tester to choose from. */
  readonly candidates: PastedAgent['candidates'];
  /** Fields that the paste names without a usable value, with the reason. */
  readonly gaps: PastedAgent['gaps'];
  /** UUIDs without a label. */
  readonly unlabelled: readonly string[];
  /** The clipboard text that the values came from. */
  readonly clipboard: string | undefined;
  /** True when the paste contained nothing useful. */
  readonly isEmptyPaste: boolean;
  /** Places to save the agent; the first one is the current choice. */
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

  /** Selects the next target, cyclically. */
  changeTarget(): void {
    const [first, ...rest] = this.targets;
    if (first) this.targets = [...rest, first];
  }
}
