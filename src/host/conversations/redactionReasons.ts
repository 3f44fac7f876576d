import * as vscode from 'vscode';
import type { RedactionReason } from '../../recordings/redaction.ts';

/** The label of each kind of replaced data. */
export function redactionReasons(): Readonly<Record<RedactionReason, string>> {
  return {
    customer: vscode.l10n.t('customer ID'),
    name: vscode.l10n.t('name'),
    email: vscode.l10n.t('email address'),
    phone: vscode.l10n.t('phone number'),
    card: vscode.l10n.t('card number'),
    iban: vscode.l10n.t('bank account'),
    id: vscode.l10n.t('national ID'),
    ip: vscode.l10n.t('IP address'),
    token: vscode.l10n.t('password or token'),
    pattern: vscode.l10n.t('your pattern'),
    secret: vscode.l10n.t('key'),
  };
}
