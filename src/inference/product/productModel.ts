/** A number as protocol buffers write it: seven bits a byte, the lowest first. */
function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))];
}

const number = (field: number, value: number): number[] => [...varint(field * 8), ...varint(value)];
const bytes = (field: number, content: readonly number[]): number[] => [
  ...varint(field * 8 + 2),
  ...varint(content.length),
  ...content,
];
const text = (field: number, value: string): number[] => bytes(field, [...Buffer.from(value)]);

/** A matrix of float32, its sides free. */
function matrix(field: number, name: string, sides: readonly [string, string]): number[] {
  const shape = sides.flatMap((side) => bytes(1, text(2, side)));
  const tensor = bytes(1, [...number(1, 1), ...bytes(2, shape)]);
  return bytes(field, [...text(1, name), ...bytes(2, tensor)]);
}

/**
 * An ONNX model of one node, `products` = `rows` times `others` transposed: all dot products of the rows of two matrices.
 * The numbers are those of onnx.proto (ONNX 1.17).
 */
export function productModel(): Uint8Array {
  const transposed = bytes(5, [...text(1, "transB"), ...number(3, 1), ...number(20, 2)]);
  const node = bytes(1, [
    ...text(1, "rows"),
    ...text(1, "others"),
    ...text(2, "products"),
    ...text(4, "Gemm"),
    ...transposed,
  ]);
  const graph = bytes(7, [
    ...node,
    ...text(2, "product"),
    ...matrix(11, "rows", ["m", "size"]),
    ...matrix(11, "others", ["n", "size"]),
    ...matrix(12, "products", ["m", "n"]),
  ]);
  return Uint8Array.from([...number(1, 8), ...bytes(8, number(2, 13)), ...graph]);
}
