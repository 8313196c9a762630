/** Just enough of protocol buffers to write a model: a field is its number and a whole number, a text or a message. */
export type Field = [number: number, value: number | string | Field[]];

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** The bytes of a message. */
export function encode(fields: Field[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === "number") return Buffer.from([...varint(number * 8), ...varint(value)]);
      const content = typeof value === "string" ? Buffer.from(value) : encode(value);
      return Buffer.concat([Buffer.from([...varint(number * 8 + 2), ...varint(content.length)]), content]);
    }),
  );
}

const value = (name: string, type: number, shape: number[]): Field[] => [
  [1, name],
  [
    2,
    [
      [
        1,
        [
          [1, type],
          [2, shape.map((size): Field => [1, [[1, size]]])],
        ],
      ],
    ],
  ],
];

/** A model that gives the average of each colour, float32 [1, 3, 1, 1], of an image float32 [1, 3, height, width]. */
export function makeAverageModel(
  { height, width }: { height: number; width: number },
  more: Field[] = [],
): Buffer {
  const node: Field[] = [
    [1, "image"],
    [2, "average"],
    [4, "GlobalAveragePool"],
  ];
  const graph: Field[] = [
    [1, node],
    [2, "averages"],
    ...more,
    [11, value("image", 1, [1, 3, height, width])],
    [12, value("average", 1, [1, 3, 1, 1])],
  ];
  return encode([
    [1, 8],
    [7, graph],
    [8, [[2, 17]]],
  ]);
}
