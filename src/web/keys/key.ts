/** A place on the keyboard (`KeyboardEvent.code`) with the modifiers held; those not named must be up. */
export interface Shortcut {
  code: string;
  shift?: boolean;
  alt?: boolean;
  /** Control, or Command on a Mac. */
  ctrl?: boolean;
  /** Also matched by the character typed, wherever a layout has put it. */
  character?: string;
}

/** Something that a key does: the dispatcher, the key caps and the help sheet are all made from it. */
export interface Key {
  id: string;
  /** What it does, in plain words. */
  label: string;
  /** The first one is shown. */
  shortcuts: readonly Shortcut[];
  action(): void;
  /** Once it is let go again, after so many milliseconds. */
  onRelease?(heldMs: number): void;
  /** Whether it acts just now; always, if left out. */
  when?: () => boolean;
  /** Acts while a text field has the focus, too. */
  whileTyping?: boolean;
  /** How the help sheet shows it, where the shortcut alone would not do ("1 to 5"). */
  shownAs?: string;
  /** Left out of the help sheet, because another row tells of it. */
  hidden?: boolean;
}

/** A key that types a character: people who dictate or whose hands shake can change these, or turn them off. */
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
