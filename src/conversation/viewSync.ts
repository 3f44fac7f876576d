import type { ViewState } from '../shared/model.ts';
import { diffView } from '../shared/protocol/patch.ts';
import type { HostMessage } from '../shared/protocol/chatProtocol.ts';

/** One display frame in milliseconds: changes within it are sent together. */
const frameMs = 16;

/**
 * Keeps one webview in step with the state: a snapshot on request, then numbered patches, at most
 * one message per frame. A view that may have missed a patch gets no further ones.
 */
export class ViewSync {
  readonly #read: () => ViewState;
  readonly #post: (message: HostMessage) => void;
  #seq = 0;
  /** The state that the view has; undefined until it asks for a snapshot. */
  #shown: ViewState | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(read: () => ViewState, post: (message: HostMessage) => void) {
    this.#read = read;
    this.#post = post;
  }

  /** True while the view has a script that listens. */
  get isLive(): boolean {
    return this.#shown !== undefined;
  }

  /** Sends the whole state, because the view has just loaded or has missed a patch. */
  sendSnapshot(): void {
    this.#cancel();
    this.#shown = this.#read();
    this.#post({ type: 'snapshot', seq: ++this.#seq, state: this.#shown });
  }

  /** Call this after each change of the state. */
  stateChanged(): void {
    if (this.#shown) this.#timer ??= setTimeout(() => this.#flush(), frameMs);
  }

  /** The view is gone or hidden. It asks for a snapshot when it is back. */
  pause(): void {
    this.#cancel();
    this.#shown = undefined;
  }

  #flush(): void {
    this.#timer = undefined;
    if (!this.#shown) return;
    const next = this.#read();
    const patches = diffView(this.#shown, next);
    this.#shown = next;
    if (patches.length > 0) this.#post({ type: 'patch', seq: ++this.#seq, patches });
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }
}
