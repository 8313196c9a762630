/** A physical key (`KeyboardEvent.code`) with the modifiers held; those not named must be up. */
export interface Shortcut {
  code: string;
  shift?: boolean;
  alt?: boolean;
  /** Control, or Command on a Mac. */
  ctrl?: boolean;
  /** Also matched by the typed character, wherever a layout puts it. */
  character?: string;
}

/** A command with its keys: the dispatcher, the key caps and the help sheet are all made from it. */
export interface Key {
  id: string;
  /** What it does, in plain words. */
  label: string;
  /** The first one is shown. */
  shortcuts: readonly Shortcut[];
  action(): void;
  /** Called when it is released, with the milliseconds it was held. */
  onRelease?(heldMs: number): void;
  /** Whether it acts right now; always, if left out. */
  when?: () => boolean;
  /** Whether it also acts while a text field has the focus. */
  whileTyping?: boolean;
  /** How the help sheet shows it, if the shortcut alone is not enough ("1 to 5"). */
  shownAs?: string;
  /** Whether it is left out of the help sheet, because another row covers it. */
  hidden?: boolean;
}

/** Whether a key types a character: people who dictate or whose hands shake can change these, or turn them off. */
export function isSingleCharacter({ code, alt, ctrl }: Shortcut): boolean {
  return (
    !alt &&
    !ctrl &&
    /^(Key|Digit|Numpad\d|Slash|Comma|Period|Semicolon|Quote|Bracket|Minus|Equal|Back|Intl)/.test(code)
  );
}

export const makeKey = (
  id: string,
  label: string,
  shortcuts: readonly Shortcut[],
  action: () => void,
  more: Partial<Key> = {},
): Key => ({ id, label, shortcuts, action, ...more });
