import type { LinkPageMessage } from '../../src/shared/protocol/inspectorProtocol.ts';
import type { MessageLink } from './messageLink.ts';

/** The way from a line to messages that stand in other pages: the host passes it on. */
export function pageLink(post: (message: LinkPageMessage) => void): MessageLink {
  let isMarking = false;
  return {
    // What was pressed over there is marked over there.
    mark() {
      isMarking = true;
    },
    reveal({ turnId, line }) {
      isMarking = true;
      post({ type: 'showMessage', turnId, line });
    },
    clear() {
      if (isMarking) post({ type: 'showMessage' });
      isMarking = false;
    },
  };
}
