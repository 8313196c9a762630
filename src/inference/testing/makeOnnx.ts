import { encodeModel } from "../inspection/onnxSchema.ts";

export type Part = Record<string, unknown>;

/** An input or output; a text in its shape is a size that is free. */
export const value = (name: string, elemType: number, shape: (number | string)[]): Part => ({
  name,
  type: {
    tensorType: {
      elemType,
      shape: {
        dim: shape.map((size) => (typeof size === "number" ? { dimValue: size } : { dimParam: size })),
      },
    },
  },
});

export const node = (opType: string, input: string[], output: string[], more: Part = {}): Part => ({
  opType,
  input,
  output,
  ...more,
});

/** A weight of one number. */
export const scalar = (name: string, dataType: 1 | 7, number: number): Part => {
  const rawData = Buffer.alloc(dataType === 1 ? 4 : 8);
  if (dataType === 1) rawData.writeFloatLE(number);
  else rawData.writeBigInt64LE(BigInt(number));
  return { name, dataType, dims: [], rawData };
};

/**
 * A model that gives the average of each colour, float32 [1, 3, 1, 1], of an image float32 [1, 3, height, width].
 *
 * @param graph what the graph also has; lists are added to its own
 * @param more what the model also has
 */
export function makeAverageModel(
  { height, width, batch = 1 }: { height: number; width: number; batch?: number | string },
  graph: Record<string, Part[]> = {},
  more: Part = {},
): Buffer {
  return encodeModel({
    irVersion: 8,
    producerName: "a test",
    opsetImport: [{ version: 17 }],
    graph: {
      ...graph,
      name: "averages",
      node: [node("GlobalAveragePool", ["image"], ["average"]), ...(graph.node ?? [])],
      input: [value("image", 1, [batch, 3, height, width])],
      output: [value("average", 1, [batch, 3, 1, 1])],
    },
    ...more,
  });
}

/** A tensor of float32 numbers. */
export const floats = (name: string, numbers: number[], dims = [numbers.length]): Part => ({
  name,
  dataType: 1,
  dims,
  rawData: Buffer.from(Float32Array.from(numbers).buffer),
});

/** A model of one graph, in operator set 17. */
export const makeModel = (graph: Part): Buffer =>
  encodeModel({ irVersion: 8, opsetImport: [{ version: 17 }], graph: { name: "made", ...graph } });

export const attribute = (name: string, type: number, content: Part): Part => ({ name, type, ...content });

/** An average model that never ends on a bright image: it counts as far as the image is bright, times 10^12. */
export function makeHangingModel({ height, width }: { height: number; width: number }): Buffer {
  const body = {
    name: "body",
    node: [node("Identity", ["going"], ["goesOn"]), node("Add", ["held", "held"], ["next"])],
    input: [value("turn", 7, []), value("going", 9, []), value("held", 1, [1, 3, 1, 1])],
    output: [value("goesOn", 9, []), value("next", 1, [1, 3, 1, 1])],
  };
  return encodeModel({
    irVersion: 8,
    opsetImport: [{ version: 17 }],
    graph: {
      name: "hanging",
      initializer: [scalar("many", 1, 1e12), scalar("zero", 1, 0), { ...scalar("yes", 7, 1) }],
      node: [
        node("GlobalAveragePool", ["image"], ["colours"]),
        node("ReduceMean", ["image"], ["mean"], { attribute: [attribute("keepdims", 2, { i: 0 })] }),
        node("Mul", ["mean", "many"], ["turns"]),
        node("Cast", ["turns"], ["count"], { attribute: [attribute("to", 2, { i: 7 })] }),
        node("Cast", ["yes"], ["start"], { attribute: [attribute("to", 2, { i: 9 })] }),
        node("Mul", ["colours", "zero"], ["nothing"]),
        node("Loop", ["count", "start", "nothing"], ["looped"], {
          attribute: [attribute("body", 5, { g: body })],
        }),
        node("Add", ["looped", "colours"], ["average"]),
      ],
      input: [value("image", 1, [1, 3, height, width])],
      output: [value("average", 1, [1, 3, 1, 1])],
    },
  });
}
