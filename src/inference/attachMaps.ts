import type { MapLayer } from "./inspection/findMapLayer.ts";
import { encodeModel } from "./inspection/onnxSchema.ts";

const prefix = "multilabelfy_maps_";
/** onnx.proto: AttributeProto.INTS. */
const ints = 7;

/** The tensor of a model's maps: [N, height, width, classes]. */
export const mapsOutput = `${prefix}maps`;

/** What follows a model's bytes so that it also gives its maps: its last layer, applied to each place. */
export function attachMaps({ places, layout, linear }: MapLayer): Uint8Array {
  const turn = (input: string, output: string, perm: number[]) => ({
    opType: "Transpose",
    input: [input],
    output: [output],
    attribute: [{ name: "perm", type: ints, ints: perm }],
  });
  const columns = linear?.isTurned ? `${prefix}columns` : (linear?.weights ?? "");
  const rows = layout === "NHWC" ? places : `${prefix}rows`;
  const product = linear?.bias ? `${prefix}product` : mapsOutput;
  return encodeModel({
    graph: {
      node: [
        ...(layout === "NCHW" ? [turn(places, rows, [0, 2, 3, 1])] : []),
        ...(linear?.isTurned ? [turn(linear.weights, columns, [1, 0])] : []),
        linear
          ? { opType: "MatMul", input: [rows, columns], output: [product] }
          : { opType: "Identity", input: [rows], output: [mapsOutput] },
        ...(linear?.bias ? [{ opType: "Add", input: [product, linear.bias], output: [mapsOutput] }] : []),
      ],
      output: [{ name: mapsOutput }],
    },
  });
}
