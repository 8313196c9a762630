import type { KeyPlace } from "./matchKey.ts";

const notTextInputs = new Set(["button", "radio", "range", "submit", "reset", "file", "color", "image"]);

/** Where the focus is: in a text field, on a control, or on the page (including elements with `data-keys="page"`). */
export function keyPlace(target: EventTarget | null): KeyPlace {
  if (!(target instanceof HTMLElement)) return "page";
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return "text";
  if (target instanceof HTMLInputElement) {
    if (target.type === "checkbox") return "checkbox";
    return notTextInputs.has(target.type) ? "control" : "text";
  }
  if (target.getAttribute("role") === "checkbox") return "checkbox";
  if (target.closest('[data-keys="page"]') === target) return "page";
  return target.closest("button, a[href], summary, [role=button], [role=tab], [role=option]")
    ? "control"
    : "page";
}
