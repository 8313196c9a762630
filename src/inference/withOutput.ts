/** A number as protocol buffers write it: seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 128);
  }
}

const field = (number: number, content: Uint8Array): Buffer =>
  Buffer.concat([Uint8Array.from([number * 8 + 2, ...varint(content.length)]), content]);

/**
 * A model that also gives out a tensor of its graph. To a protocol buffer's message one may append parts: a reader puts
 * them together (onnx.proto: Model.graph is 7, Graph.output 12, ValueInfo.name 1). The runtime finds out the type.
 */
export function withOutput(model: Uint8Array, name: string): Uint8Array {
  const added = field(7, field(12, field(1, Buffer.from(name))));
  const bytes = new Uint8Array(model.length + added.length);
  bytes.set(model);
  bytes.set(added, model.length);
  return bytes;
}
