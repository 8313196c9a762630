import { encodeModel } from "./inspection/onnxSchema.ts";

/**
 * What follows a model's bytes so that it also gives out a tensor of its graph. To a protocol buffer's message one may
 * append parts: a reader puts them together. The runtime finds out the type.
 */
export const outputPart = (name: string): Uint8Array => encodeModel({ graph: { output: [{ name }] } });

/** A model and the parts that follow it, in memory of their own. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
