import { open, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { averageSize } from "../testing/averageCard.ts";
import { card as embedded, modelFile } from "../testing/embeddedModel.ts";
import { makeAverageModel, node, type Part, value } from "../testing/makeOnnx.ts";
import { describeHarmless, inspectModel } from "./inspectModel.ts";
import { encodeModel } from "./onnxSchema.ts";
import { proposeCard } from "./proposeCard.ts";
import { sourceOf } from "./readOnnx.ts";

const folder = await temporaryFolder();
const describeBytes = (bytes: Uint8Array) => describeHarmless(sourceOf(bytes), "m.onnx");
const average = (graph: Record<string, Part[]>, more: Part = {}) =>
  makeAverageModel(averageSize, graph, more);

describe("what a file says of itself", () => {
  test("the embedded model's graph, and nearly its card", async () => {
    const inspected = await inspectModel(modelFile);
    expect(inspected).toMatchObject({
      sha256: embedded.sha256,
      irVersion: 8,
      opsets: [{ domain: "ai.onnx", version: 17 }],
      inputs: [{ name: "images", type: "float32", shape: ["N", 3, 224, 224] }],
    });
    expect(inspected.operators).toContainEqual({ name: "Conv", count: 49 });
    const { card, guesses } = proposeCard(inspected, modelFile, inspected.sha256);
    const { name, file, sha256, labelSpace, input, output } = embedded;
    expect(card).toMatchObject({ name, file, sha256, labelSpace, input, output });
    expect(guesses).toContain("preprocessing.mean");
    expect(guesses).not.toContain("input.width");
  });

  test("an input with channels last, 1,001 classes and a softmax", () => {
    const description = describeBytes(
      encodeModel({
        graph: {
          node: [node("Softmax", ["x"], ["p"]), node("Reshape", ["p"], ["out"])],
          // A file of an old version lists its weights among the inputs.
          initializer: [{ name: "w", dims: [4] }],
          input: [value("x", 2, ["N", 299, 320, 3]), value("w", 1, [4])],
          output: [value("out", 1, ["N", 1001])],
        },
      }),
    );
    const { card, guesses } = proposeCard(description, "dir/inception.v3.onnx", "0".repeat(64));
    expect(card).toMatchObject({ name: "inception.v3", file: "inception.v3.onnx" });
    expect(card.input).toMatchObject({ name: "x", layout: "NHWC", type: "uint8", height: 299, width: 320 });
    expect(card.output).toEqual({ name: "out", kind: "probabilities", classes: 1001, offset: 1 });
    expect(guesses).not.toContain("input.layout");
  });

  test("what the file leaves open is a guess", () => {
    const graph = { input: [value("x", 1, ["N", "c", "h", "w"])], output: [{ name: "y" }] };
    const { guesses } = proposeCard(describeBytes(encodeModel({ graph })), "m.onnx", "0".repeat(64));
    for (const field of ["input.layout", "input.width", "input.height", "output.classes"])
      expect(guesses).toContain(field);
  });

  test("weights of half a gigabyte are passed over", async () => {
    // A tensor whose data is said to be 2^29 bytes long, in a file with a hole.
    const size = 2 ** 29;
    const varint = [0x80, 0x80, 0x80, 0x80, 0x02];
    const [start, end] = [Buffer.from([8, 1, 0x4a, ...varint]), makeAverageModel(averageSize)];
    const graphLength = start.length + size;
    const rest = (length: number): number[] =>
      length < 128 ? [length] : [(length % 128) + 128, ...rest(Math.floor(length / 128))];
    // model.graph { initializer { dims: 1, raw_data } }, then the model, whose graph is merged with the first.
    const initializer = Buffer.from([0x2a, ...rest(graphLength)]);
    const head = Buffer.concat([
      Buffer.from([0x3a, ...rest(initializer.length + graphLength)]),
      initializer,
      start,
    ]);
    const file = join(folder, "huge.onnx");
    await using handle = await open(file, "w");
    await handle.write(head, 0, head.length, 0);
    await handle.write(end, 0, end.length, head.length + size);
    const before = process.memoryUsage().rss;
    expect(await inspectModel(file)).toMatchObject({ bytes: head.length + size + end.length, nodes: 1 });
    expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
  });
});

const external = { name: "weights", dims: [1], externalData: [{ key: "location", value: "/etc/passwd" }] };
const nest = (levels: number): Part =>
  levels === 0
    ? {}
    : { node: [node("If", [], [], { attribute: [{ name: "then_branch", g: nest(levels - 1) }] })] };
const inNode = (attribute: Part): Record<string, Part[]> => ({
  node: [node("Constant", [], ["c"], { attribute: [attribute] })],
});
/** Functions that each call the one before twice. */
const bomb = (levels: number, last: string) =>
  Array.from({ length: levels }, (_, at) => {
    const call = (output: string) => node(at === 0 ? last : `f${at - 1}`, [], [output], { domain: "own" });
    return { name: `f${at}`, domain: "own", node: [call("a"), call("b")] };
  });

describe("a harmful file is refused before it is loaded", () => {
  test.each<[string, Buffer, RegExp]>([
    [
      "weights elsewhere",
      average({ initializer: [external] }),
      /keeps weights in other files.*single ONNX file/,
    ],
    ["the mark alone", average({ initializer: [{ name: "w", dataLocation: 1 }] }), /other files/],
    ["one of several", average({ initializer: [{ name: "w", dims: [1] }, external] }), /other files/],
    ["a constant elsewhere", average(inNode({ name: "value", t: external })), /other files/],
    ["constants elsewhere", average(inNode({ name: "values", tensors: [external] })), /other files/],
    ["a sparse constant elsewhere", average(inNode({ sparseTensor: { indices: external } })), /other files/],
    ["in a branch", average(inNode({ name: "then_branch", g: { initializer: [external] } })), /other files/],
    ["a sparse weight", average({ sparseInitializer: [{ values: external }] }), /other files/],
    [
      "in a function",
      average(
        {},
        { functions: [{ name: "f", node: [node("Constant", [], [], { attribute: [{ t: external }] })] }] },
      ),
      /other files/,
    ],
    [
      "in training",
      average({}, { trainingInfo: [{ algorithm: { initializer: [external] } }] }),
      /other files/,
    ],
    [
      "a foreign operator",
      average({ node: [node("Spy", [], ["s"], { domain: "com.evil" })] }),
      /Spy of “com.evil”/,
    ],
    [
      "a foreign operator in a branch",
      average(inNode({ g: { node: [node("Spy", [], [], { domain: "x" })] } })),
      /Spy of “x”/,
    ],
    [
      "a negative shape",
      average({ initializer: [{ name: "w", dims: [3, -2] }] }),
      /“w” of the shape \[3, -2\]/,
    ],
    ["a huge weight", average({ initializer: [{ name: "w", dims: [65536, 65536] }] }), /more than 2\^31/],
    ["a huge sparse weight", average({ sparseInitializer: [{ dims: [2 ** 40] }] }), /more than 2\^31/],
    ["a huge value", average({ valueInfo: [value("v", 1, [2 ** 20, "N", 2 ** 12])] }), /“v” of the shape/],
    ["a negative input", makeAverageModel({ height: -7, width: 4 }), /“image” of the shape/],
    [
      "a circle",
      average({ node: [node("Relu", ["b"], ["a"]), node("Relu", ["a"], ["b"], { name: "turn" })] }),
      /circle at the node “Relu”.*own result/,
    ],
    [
      "a circle through a branch",
      average({
        node: [
          node("If", ["c"], ["a"], { attribute: [{ g: { node: [node("Relu", ["b"], ["z"])] } }] }),
          node("Relu", ["a"], ["b"]),
        ],
      }),
      /circle at the node “If”/,
    ],
    ["graphs in graphs", average(nest(12) as Record<string, Part[]>), /more than 8 levels deep/],
    ["functions without end", average({}, { functions: bomb(3, "f2") }), /calls itself/],
    ["no ONNX", Buffer.from("this is no model"), /is not an ONNX file/],
    ["nothing", Buffer.alloc(0), /holds no graph/],
    [
      "half a file",
      average({ initializer: [{ name: "w", dims: [1] }] }).subarray(0, -9),
      /longer than|middle/,
    ],
  ])("%s", (_, bytes, message) => {
    expect(() => describeBytes(bytes)).toThrow(message);
    expect(() => describeBytes(bytes)).toThrow(expect.objectContaining({ code: "bad-file" }));
  });

  test("thirty functions that call each other twice are a billion steps", () => {
    const functions = bomb(30, "f").with(0, {
      name: "f0",
      domain: "own",
      node: [node("Relu", ["x"], ["a"])],
    });
    const model = average({ node: [node("f29", [], ["z"], { domain: "own" })] }, { functions });
    expect(() => describeBytes(model)).toThrow("more than 1,000,000 steps");
  });

  test.each([
    ["CVE-2022-25882, a path out of the folder", "../../../../etc/passwd"],
    ["CVE-2024-27318, a path that leaves and comes back", "weights/../../secret"],
    ["CVE-2024-27318, a path that begins inside", "./weights/./../../secret"],
    ["a whole path", "/etc/passwd"],
    ["a path of Windows", "..\\..\\secret"],
    ["a file beside it", "model.onnx.data"],
  ])("weights in other files, wherever they lie: %s", (_, location) => {
    const tensor = {
      name: "w",
      dims: [1],
      dataLocation: 1,
      externalData: [{ key: "location", value: location }],
    };
    const refused = (() => {
      try {
        return describeBytes(average({ initializer: [tensor] }));
      } catch (error) {
        return (error as Error).message;
      }
    })();
    expect(refused).toMatch(/keeps weights in other files, which is refused/);
    expect(refused).not.toContain(location);
  });

  test.each<[string, Buffer, RegExp]>([
    [
      "more weights than bytes",
      average({ initializer: [{ name: "w", dataType: 1, dims: [2 ** 30] }] }),
      /states 1,073,741,824 numbers.*cannot hold/,
    ],
    [
      "many that are too many together",
      average({
        initializer: Array.from({ length: 9 }, (_, at) => ({ name: `w${at}`, dataType: 1, dims: [4000] })),
      }),
      /states 36,000 numbers/,
    ],
    [
      "a sparse tensor that is written out",
      average({ sparseInitializer: [{ dims: [2 ** 30] }] }),
      /sparse tensor of 1,073,741,824/,
    ],
  ])("memory that its bytes do not hold: %s", (_, bytes, message) => {
    expect(() => describeBytes(bytes)).toThrow(message);
  });

  test("whatever byte is changed or cut, it is read or refused in our words", () => {
    const bytes = makeAverageModel(averageSize, {
      initializer: [{ name: "w", dataType: 1, dims: [3], rawData: Buffer.alloc(12) }],
    });
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), fc.nat(bytes.length), (at, byte, length) => {
        const damaged = Buffer.from(bytes).subarray(0, length);
        if (at < length) damaged[at] = byte;
        try {
          describeBytes(damaged);
        } catch (error) {
          expect(error).toMatchObject({ code: "bad-file" });
          expect((error as Error).message).not.toMatch(/index out of range|wire type|offset|undefined/);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("a file above the limit", async () => {
    const file = join(folder, "model.onnx");
    await writeFile(file, Buffer.alloc(2 ** 21));
    await expect(inspectModel(file, 2 ** 20)).rejects.toThrow("has 2 MB, and at most 1 MB are read");
    await expect(inspectModel(folder)).rejects.toThrow("is not a file");
    await expect(inspectModel(join(folder, "none"))).rejects.toMatchObject({ code: "not-found" });
  });
});

describe("what only looks dangerous is read", () => {
  test.each<[string, Buffer]>([
    ["weights inside", average({ initializer: [{ name: "w", dims: [4], rawData: Buffer.alloc(16) }] })],
    [
      "the runtime's own operators",
      average({ node: [node("QLinearAdd", [], ["q"], { domain: "com.microsoft" })] }),
    ],
    [
      "a function of its own",
      average(
        { node: [node("f", [], ["z"], { domain: "own" })] },
        { functions: [{ name: "f", domain: "own" }] },
      ),
    ],
    [
      "nodes in another order",
      average({ node: [node("Relu", ["b"], ["c"]), node("Relu", ["image"], ["b"])] }),
    ],
    [
      "a branch that uses a name again",
      average({
        node: [
          node("If", ["c"], ["a"], {
            attribute: [{ g: { node: [node("Relu", [], ["b"]), node("Relu", ["b"], ["d"])] } }],
          }),
          node("Relu", ["a"], ["b"]),
        ],
      }),
    ],
    ["a free size", makeAverageModel({ height: -1, width: 4 })],
  ])("%s", (_, bytes) => {
    expect(describeBytes(bytes).inputs).toHaveLength(1);
  });
});
