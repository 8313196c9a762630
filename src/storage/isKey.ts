import { isAbsolute, sep } from "node:path";

/** Whether a key names something inside a storage. */
export function isKey(key: string): boolean {
  if (isAbsolute(key) || key.includes("\0")) return false;
  return key
    .split("/")
    .every((part) => part !== "" && !part.split(sep).some((one) => one === "." || one === ".."));
}

/** @throws Error for a key that leads out of a storage: no text from people ever becomes a key to write to */
export function checkKey(key: string): void {
  if (!isKey(key)) throw new Error(`${JSON.stringify(key)} is no key of a storage.`);
}
