import type {
  CompareHostMessage,
  ComparePageMessage,
} from '../../src/shared/protocol/compareProtocol.ts';
import { openChannel } from '../base/channel.ts';

export const host = openChannel<CompareHostMessage, ComparePageMessage>();
