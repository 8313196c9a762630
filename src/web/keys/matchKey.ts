import { isSingleCharacter, type Key, type Shortcut } from "./key.ts";
import type { KeyChoices } from "./keyChoices.ts";

export type KeyPress = Pick<KeyboardEvent, "code" | "key" | "shiftKey" | "altKey" | "ctrlKey" | "metaKey">;

/** Where the focus is when a key is pressed. */
export type KeyPlace = "page" | "control" | "checkbox" | "text";

const ownedByControls = /^(Space|Enter|NumpadEnter|Arrow\w+)$/;

/** A key's shortcuts, with the person's own choices applied. */
export function shortcutsOf(key: Key, choices: KeyChoices): readonly Shortcut[] {
  const first = key.shortcuts[0];
  const chosen = choices.codes[key.id];
  const shortcuts =
    chosen && first ? [{ code: chosen, ...(first.shift ? { shift: true } : {}) }] : key.shortcuts;
  return choices.singleKeys ? shortcuts : shortcuts.filter((shortcut) => !isSingleCharacter(shortcut));
}

/**
 * The key that a press means, if any. Physical keys take precedence over characters. In a text field only keys meant
 * for it count; on a control, Space, Enter and the arrows belong to the control, and on a checkbox, Space does.
 */
export function matchKey(
  keys: readonly Key[],
  press: KeyPress,
  place: KeyPlace,
  choices: KeyChoices,
): Key | undefined {
  const ctrl = press.ctrlKey || press.metaKey;
  if (place === "control" && !ctrl && ownedByControls.test(press.code)) return undefined;
  if (place === "checkbox" && !ctrl && press.code === "Space") return undefined;
  const able = keys.filter((key) => (place !== "text" || key.whileTyping) && (key.when?.() ?? true));
  const modifiersMatch = (shortcut: Shortcut) =>
    (shortcut.alt ?? false) === press.altKey && (shortcut.ctrl ?? false) === ctrl;
  return (
    able.find((key) =>
      shortcutsOf(key, choices).some(
        (shortcut) =>
          shortcut.code === press.code &&
          (shortcut.shift ?? false) === press.shiftKey &&
          modifiersMatch(shortcut),
      ),
    ) ??
    able.find((key) =>
      shortcutsOf(key, choices).some(
        (shortcut) => shortcut.character === press.key && modifiersMatch(shortcut),
      ),
    )
  );
}
