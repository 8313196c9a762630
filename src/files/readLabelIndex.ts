import { Failure } from "../contract/failure.ts";

/**
 * A label's index as text.
 * @param where begins the message of a refusal
 * @throws Failure `bad-file`
 */
export function readLabelIndex(text: string, where: string): number {
  if (/^\d{1,7}$/.test(text)) return Number(text);
  throw new Failure("bad-file", `${where}: "${text}" is no label index. It must be a whole number from 0.`);
}
