import * as vscode from 'vscode';
import { ownerName, type KeyOwner } from '../../agents/keyIndex.ts';
import { errorReason } from '../platform/failureMessages.ts';
import { showError } from '../platform/messages.ts';
import { settings } from '../platform/settings.ts';
import { AllowedHosts } from './allowedHosts.ts';

/** Stored in this window's settings. */
export const allowedHosts = new AllowedHosts({
  read: () => settings.imageHosts,
  write: async (hosts) => {
    try {
      await settings.writeImageHosts(hosts);
      return true;
    } catch (error) {
      const reason = errorReason(error);
      showError(vscode.l10n.t("Couldn't write to your settings. ({0})", reason));
      return false;
    }
  },
});

/** Origins whose images and audio the tester allowed for an agent. */
export function allowedOrigins(owner: KeyOwner): readonly string[] {
  return allowedHosts.all[ownerName(owner)] ?? [];
}
