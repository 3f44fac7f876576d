import { t } from '../../../src/shared/l10n.ts';
import { html, nothing } from 'lit-html';
import { createRef, ref } from 'lit-html/directives/ref.js';
import type { ViewState } from '../../../src/shared/model.ts';
import type { SendAnswer } from '../../../src/shared/protocol/chatProtocol.ts';
import { isHandedOver } from '../../../src/shared/sessionLook.ts';
import { focusWithPage } from '../../base/focusWithPage.ts';
import { controlIcons, icon, iconPaths } from '../../base/icons.ts';
import { button, textArea } from '../../base/kit.ts';
import { part } from '../../base/part.ts';
import { strings } from '../../strings.ts';
import type { Actions } from '../hostActions.ts';
import { isBusy, type Obstacle, sendObstacle, typedTexts } from '../viewModel.ts';
import { looksLikeApiKey } from './looksLikeApiKey.ts';
import type { EventComposer } from './eventComposer.ts';
import { createRecall } from './inputHistory.ts';
import { keyWarning } from './keyWarning.ts';
import { queueList } from './queueList.ts';
import { sessionNotice } from './sessionNotice.ts';

export interface Composer {
  readonly element: HTMLElement;
  update(state: ViewState): void;
  /** Appends text below the existing text, never replacing it, and focuses the box. */
  compose(text: string | undefined): void;
  /** Handles the host's answer to a text sent from the composer or elsewhere in the page. */
  answered(answer: SendAnswer): void;
  focus(): void;
}

/** A text the host has not answered yet. It stays at the start of the box until then. */
interface AskedText {
  readonly request: number;
  readonly text: string;
  /** Enter was pressed again: the text typed after this one is sent next. */
  readonly hasNext: boolean;
}

export interface ComposerOptions {
  readonly actions: Actions;
  readonly draft: string;
  readonly keepDraft: (draft: string) => void;
}

const hints: Readonly<Record<Obstacle, string>> = {
  noAgent: t("There's no agent to send this to. Add one, or try the demo agent."),
  closing: t('The session is ending. Send your message again in a moment.'),
  replay: t('This is a replay, so nothing is sent. Close it to continue.'),
};

/** The text box with a Send button, replaced by Stop while a response is awaited. */
export function composer({ actions, draft, keepDraft }: ComposerOptions): Composer {
  let state: ViewState | undefined;
  /** Why the last press of Enter sent nothing. */
  let hint = '';
  /** True while the text looks like a key and the tester has to decide about it. */
  let isWarning = false;
  let asked: AskedText | undefined;
  const recall = createRecall();
  const obstacle = (): Obstacle | undefined => (state ? sendObstacle(state) : 'noAgent');
  const canStop = (): boolean => state !== undefined && isBusy(state);

  const input = textArea({
    label: t('Message'),
    placeholder: t('Ask Sofia…'),
    onInput: draftChanged,
    onKeyDown: keyPressed,
  });
  input.value = draft;
  const plus = createRef<HTMLElement>();
  /** Loaded when it is wanted: most conversations need only texts. */
  let events: EventComposer | undefined;
  const { element, draw } = part(
    () =>
      html`<footer class="composer" ?hidden=${state?.replay !== undefined}>
        ${state ? [sessionNotice(state, actions), queueList(state, actions)] : nothing}
        ${events?.element ?? nothing} ${isWarning ? keyWarning(setKey, sendText) : nothing}
        <p class="hint" role="status">${hint}</p>
        <div class="composer-box">
          <button
            type="button"
            class="icon-button plus"
            title=${strings.compose}
            aria-label=${strings.compose}
            aria-expanded=${String(events?.isOpen ?? false)}
            ?disabled=${obstacle() !== undefined}
            @click=${toggleEvents}
            ${ref(plus)}
          >
            ${icon(controlIcons.plus)}
          </button>
          ${input.element}
          ${button({
            label: t('Send'),
            kind: 'primary',
            icon: iconPaths.send,
            isDisabled: input.value.trim() === '',
            isHidden: canStop(),
            onPress: submit,
          })}
          ${button({
            label: t('Stop'),
            kind: 'secondary',
            icon: iconPaths.stop,
            isHidden: !canStop(),
            onPress: stopAnswer,
          })}
        </div>
      </footer>`,
  );

  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && canStop() && !event.isComposing) stopAnswer();
  });

  function setKey(): void {
    setText('');
    input.focus();
    actions.intent('setApiKey');
  }

  async function toggleEvents(): Promise<void> {
    const { eventComposer } = await import('./eventComposer.ts');
    events ??= eventComposer(actions, () => {
      draw();
      plus.value?.focus();
    });
    // Drawn first: what opens takes the focus.
    draw();
    events.toggle();
    draw();
  }

  function keyPressed(event: KeyboardEvent): void {
    // During IME composition, Enter and arrows belong to the candidate list.
    if (event.isComposing || event.shiftKey) return;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === 'Enter') {
      event.preventDefault();
      submit();
    } else if (isPlain && !asked && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      recallUnlessMoved(event.key);
    }
  }

  /** Recalls an earlier or later text if the arrow key cannot move the caret to another line. */
  function recallUnlessMoved(key: 'ArrowUp' | 'ArrowDown'): void {
    const { caret, value } = input;
    const edge = key === 'ArrowUp' ? 0 : value.length;
    const isEdgeLine = !value.slice(Math.min(caret, edge), Math.max(caret, edge)).includes('\n');
    setTimeout(() => {
      // In the first or last line, browsers move the caret to its end or not at all.
      if (input.caret !== caret && !(isEdgeLine && input.caret === edge)) return;
      const text = recalled(key);
      if (text === undefined) return;
      // While an earlier text is shown, the draft saved for a reload stays the same.
      input.value = text;
      input.caret = key === 'ArrowUp' ? 0 : text.length;
      draw();
    });
  }

  function recalled(key: 'ArrowUp' | 'ArrowDown'): string | undefined {
    if (key === 'ArrowDown') return recall.later(input.value);
    return recall.earlier(state ? typedTexts(state) : [], input.value);
  }

  function draftChanged(value: string): void {
    // VS Code writes the saved draft to disk, so it must not contain a key.
    keepDraft(looksLikeApiKey(value) ? '' : value);
    // If the pending text was edited, it is no longer removed from the box.
    if (asked && !value.startsWith(asked.text)) asked = undefined;
    hint = '';
    isWarning = false;
    draw();
  }

  function submit(): void {
    const text = input.value;
    const reason = obstacle();
    if (text.trim() === '') return;
    if (asked) asked = { ...asked, hasNext: true };
    else if (reason) hint = hints[reason];
    else if (looksLikeApiKey(text)) isWarning = true;
    else sendText();
    draw();
  }

  function sendText(): void {
    const text = input.value;
    isWarning = false;
    draw();
    asked = { request: actions.sendText(text), text, hasNext: false };
    // Text typed from now on is added after it and stays.
    input.caret = text.length;
    input.focus();
  }

  /** Removes a sent text from the box and keeps what was typed after it. */
  function takeOut({ text, hasNext }: AskedText): void {
    const { caret } = input;
    const rest = input.value.slice(text.length);
    setText(rest);
    input.caret = Math.max(0, caret - text.length);
    if (hasNext) submit();
  }

  function setText(text: string): void {
    recall.reset();
    input.value = text;
    draftChanged(text);
  }

  function compose(text: string | undefined): void {
    if (text !== undefined) {
      const before = input.value.trimEnd();
      input.value = before === '' ? text : `${before}\n\n${text}`;
      draftChanged(input.value);
    }
    focusWithPage(input);
  }

  function stopAnswer(): void {
    actions.stop();
    input.focus();
  }

  return {
    element,
    update(next) {
      if (sendObstacle(next) !== obstacle()) hint = '';
      state = next;
      input.setPlaceholder(placeholderFor(next));
      draw();
    },
    compose,
    answered(answer) {
      const known = asked?.request === answer.request ? asked : undefined;
      if (known) asked = undefined;
      if (answer.type === 'refused') compose(known ? undefined : answer.text);
      else if (known) takeOut(known);
    },
    focus: () => input.focus(),
  };
}

function placeholderFor(state: ViewState): string {
  if (sendObstacle(state) === 'noAgent') return t('Set up an agent first');
  if (isBusy(state)) return t('Queue a message…');
  if (state.session.status === 'expired') return t('Ask Sofia in a new session…');
  return isHandedOver(state) ? t('Continue with Sofia…') : t('Ask Sofia…');
}
