import { words } from "../words/words.ts";
import type { Shortcut } from "./key.ts";

/** From a physical key to what the person's layout prints on it. */
export type LayoutMap = ReadonlyMap<string, string>;

const names: Record<string, string> = {
  ArrowLeft: "←",
  ArrowRight: "→",
  ArrowUp: "↑",
  ArrowDown: "↓",
  Slash: "/",
  Period: ".",
  Comma: ",",
  Semicolon: ";",
  Quote: "'",
  BracketLeft: "[",
  BracketRight: "]",
  Backslash: "\\",
  Minus: "-",
  Equal: "=",
  Backquote: "`",
};

const named = ({ keys }: typeof words): Record<string, string> => ({
  Space: keys.space,
  Enter: keys.enter,
  Escape: keys.escape,
});

/** What a key cap shows for a shortcut: "X", "Alt+A", "/". */
export function keyName(shortcut: Shortcut, layout?: LayoutMap): string {
  const { code } = shortcut;
  if (shortcut.character && shortcut.shift) return shortcut.character;
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1];
  const letter = /^Key([A-Z])$/.exec(code)?.[1];
  const printed =
    digit ?? layout?.get(code)?.toLocaleUpperCase() ?? names[code] ?? named(words)[code] ?? letter ?? code;
  return [shortcut.ctrl && "Ctrl", shortcut.alt && "Alt", shortcut.shift && "Shift", printed]
    .filter(Boolean)
    .join("+");
}
