import * as vscode from 'vscode';
import { AllowedHosts, type ImageHosts } from './allowedHosts.ts';
import { ownerName, type KeyOwner } from '../../agents/keyIndex.ts';
import { settings } from '../platform/settings.ts';

/** Stored in this window's settings. */
export const allowedHosts = new AllowedHosts({
  read: () => settings.imageHosts,
  write: writeSetting,
});

/** Origins whose images and audio the tester allowed for an agent. */
export function allowedOrigins(owner: KeyOwner): readonly string[] {
  return allowedHosts.all[ownerName(owner)] ?? [];
}

async function writeSetting(hosts: ImageHosts | undefined): Promise<boolean> {
  try {
    await settings.writeImageHosts(hosts);
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const sentence = vscode.l10n.t('Your settings cannot be written. ({0})', reason);
    void vscode.window.showErrorMessage(sentence);
    return false;
  }
}
