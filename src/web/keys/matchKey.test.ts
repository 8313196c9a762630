import { describe, expect, it } from "vitest";
import type { Key } from "./key.ts";
import { usualKeys } from "./keyChoices.ts";
import { keyName } from "./keyName.ts";
import { type KeyPlace, type KeyPress, matchKey } from "./matchKey.ts";

const nothing = () => {};
const keys: Key[] = [
  { id: "none", label: "None of these", shortcuts: [{ code: "KeyX" }], action: nothing },
  { id: "unsure", label: "Unsure", shortcuts: [{ code: "Digit1", shift: true }], action: nothing },
  { id: "toggle", label: "Toggle", shortcuts: [{ code: "Digit1" }, { code: "Numpad1" }], action: nothing },
  { id: "group", label: "Next group", shortcuts: [{ code: "Space" }], action: nothing },
  {
    id: "submitAnywhere",
    label: "Submit",
    shortcuts: [{ code: "Enter", ctrl: true }],
    whileTyping: true,
    action: nothing,
  },
  { id: "search", label: "Search", shortcuts: [{ code: "Slash", character: "/" }], action: nothing },
  { id: "takeA", label: "A's answer", shortcuts: [{ code: "KeyA", alt: true }], action: nothing },
  { id: "never", label: "Not now", shortcuts: [{ code: "KeyN" }], when: () => false, action: nothing },
];
const up = { key: "", shiftKey: false, altKey: false, ctrlKey: false, metaKey: false };
const press = (code: string, held: Partial<KeyPress> = {}) => ({ ...up, code, ...held });
const on = (place: KeyPlace, pressed: KeyPress, choices = usualKeys) =>
  matchKey(keys, pressed, place, choices)?.id;

describe("keys", () => {
  it("go by position, whatever the layout or input method types there", () => {
    expect(on("page", press("KeyX", { key: "ㅌ" }))).toBe("none");
    expect(on("page", press("Digit1", { key: "&" }))).toBe("toggle");
    expect(on("page", press("Numpad1", { key: "1" }))).toBe("toggle");
  });
  it("tell Shift, Alt and Ctrl apart", () => {
    expect(on("page", press("Digit1", { shiftKey: true }))).toBe("unsure");
    expect(on("page", press("KeyX", { ctrlKey: true }))).toBeUndefined();
    expect(on("page", press("KeyA", { altKey: true, key: "å" }))).toBe("takeA");
    expect(on("page", press("Enter", { metaKey: true }))).toBe("submitAnywhere");
  });
  it("find / where a layout has moved it", () => {
    expect(on("page", press("Digit7", { key: "/", shiftKey: true }))).toBe("search");
  });
  it("leave text fields alone, except those meant for them", () => {
    expect(on("text", press("KeyX"))).toBeUndefined();
    expect(on("text", press("Enter", { ctrlKey: true }))).toBe("submitAnywhere");
  });
  it("leave a control its Space, Enter and arrows, and nothing else", () => {
    expect(on("control", press("Space"))).toBeUndefined();
    expect(on("control", press("KeyX"))).toBe("none");
    expect(on("control", press("Enter", { ctrlKey: true }))).toBe("submitAnywhere");
  });
  it("leave a checkbox its Space; Enter and the arrows mean nothing to it", () => {
    expect(on("checkbox", press("Space"))).toBeUndefined();
    expect(on("checkbox", press("KeyX"))).toBe("none");
    expect(on("checkbox", press("Enter", { ctrlKey: true }))).toBe("submitAnywhere");
  });
  it("act only when they can", () => {
    expect(on("page", press("KeyN"))).toBeUndefined();
  });
  it("can be changed and turned off", () => {
    const changed = { singleKeys: true, codes: { none: "KeyK" } };
    expect(on("page", press("KeyX"), changed)).toBeUndefined();
    expect(on("page", press("KeyK"), changed)).toBe("none");
    const off = { singleKeys: false, codes: {} };
    expect(on("page", press("KeyX"), off)).toBeUndefined();
    expect(on("page", press("Space"), off)).toBe("group");
    expect(on("page", press("KeyA", { altKey: true }), off)).toBe("takeA");
  });
});

describe("key caps", () => {
  it("show what the person's layout prints", () => {
    const azerty = new Map([
      ["KeyQ", "a"],
      ["KeyX", "x"],
    ]);
    expect(keyName({ code: "KeyQ" }, azerty)).toBe("A");
    expect(keyName({ code: "KeyQ" })).toBe("Q");
    expect(keyName({ code: "Numpad3" })).toBe("3");
    expect(keyName({ code: "KeyA", alt: true })).toBe("Alt+A");
    expect(keyName({ code: "Slash", shift: true, character: "?" })).toBe("?");
  });
});
