type Message = "model" | "graph" | "node" | "attribute" | "tensor" | "sparseTensor" | "function" | "training";

/** The fields of ONNX's messages (onnx.proto) under which a tensor can lie, and what lies there. */
const children: Record<Message, Record<number, Message>> = {
  model: { 7: "graph", 20: "training", 25: "function" },
  training: { 1: "graph", 2: "graph" },
  graph: { 1: "node", 5: "tensor", 15: "sparseTensor" },
  function: { 7: "node", 11: "attribute" },
  node: { 5: "attribute" },
  attribute: { 5: "tensor", 6: "graph", 10: "tensor", 11: "graph", 22: "sparseTensor", 23: "sparseTensor" },
  sparseTensor: { 1: "tensor", 2: "tensor" },
  tensor: {},
};

/** Fields of a tensor: where its data lies, and whether it is external (1). */
const externalData = 13;
const dataLocation = 14;

/** Numbers of more than 53 bits lose their last ones; none of the fields read here is so large. */
function readVarint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let factor = 1, next = at; next < bytes.length; factor *= 128) {
    const byte = bytes[next++]!;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next };
  }
  throw new RangeError("the file ends in the middle of a number");
}

/** The end of a field's value that is not a message: a varint (0), 8 bytes (1) or 4 bytes (5). */
function skipValue(bytes: Uint8Array, at: number, wireType: number): number {
  if (wireType === 0) return readVarint(bytes, at).next;
  if (wireType === 1) return at + 8;
  if (wireType === 5) return at + 4;
  throw new RangeError(`there is a field of the unknown kind ${wireType}`);
}

function search(bytes: Uint8Array, start: number, end: number, message: Message): boolean {
  for (let at = start; at < end; ) {
    const tag = readVarint(bytes, at);
    const field = Math.floor(tag.value / 8);
    const wireType = tag.value % 8;
    if (message === "tensor" && field === externalData) return true;
    if (message === "tensor" && field === dataLocation) {
      if (readVarint(bytes, tag.next).value === 1) return true;
    }
    if (wireType !== 2) {
      at = skipValue(bytes, tag.next, wireType);
      continue;
    }
    const length = readVarint(bytes, tag.next);
    at = length.next + length.value;
    if (at > end) throw new RangeError("a part is longer than what holds it");
    const child = children[message][field];
    if (child && search(bytes, length.next, at, child)) return true;
  }
  return false;
}

/**
 * Whether an ONNX file says that some of its weights lie in other files. Such a file could name any file of this
 * machine, and its SHA-256 would not cover what it computes with.
 *
 * @param bytes the ONNX file
 * @throws RangeError if it is not a protocol buffer
 */
export function findExternalData(bytes: Uint8Array): boolean {
  return search(bytes, 0, bytes.length, "model");
}
