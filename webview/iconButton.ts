import { controlIcons } from './base/icons.ts';
import { icon, plainButton } from './base/dom.ts';

/** A small button with nothing but an icon on it; its label is its name and its tooltip. */
export function iconButton(
  name: keyof typeof controlIcons,
  label: string,
  onPress: () => void,
): HTMLButtonElement {
  const attributes = { class: 'icon-button', title: label, 'aria-label': label };
  return plainButton(attributes, onPress, icon(controlIcons[name]));
}
