import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { checkCard } from "../checkCard.ts";
import { tabulatePixels } from "../tabulatePixels.ts";
import { attribute, floats, makeModel, node, type Part, scalar, value } from "../testing/makeOnnx.ts";
import { describeHarmless } from "./inspectModel.ts";
import { proposeCard } from "./proposeCard.ts";
import { sourceOf } from "./readOnnx.ts";

const describeBytes = (bytes: Uint8Array) => describeHarmless(sourceOf(bytes), "m.onnx");

function propose(graph: Part, output?: string) {
  const description = describeBytes(makeModel(graph));
  return { description, ...proposeCard(description, "m.onnx", "0".repeat(64), output) };
}

const image = (type = 1, shape: (number | string)[] = ["N", 3, 4, 8]) => [value("x", type, shape)];
const scores = (type = 1, shape: (number | string)[] = ["N", 1000]) => [value("y", type, shape)];
const weights = [{ name: "w", dataType: 1, dims: [3, 1000], rawData: Buffer.alloc(12_000) }];
const numbers = [
  scalar("one", 1, 1),
  scalar("half", 1, 0.5),
  scalar("hundred", 1, 100),
  scalar("tiny", 1, 1e-9),
];
const linear = node("MatMul", ["x", "w"], ["z"]);

/** The output is made of a linear layer's numbers, z. */
const endingIn = (...nodes: Part[]): Part => ({
  node: [linear, ...nodes],
  initializer: [...weights, ...numbers],
  input: image(),
  output: scores(),
});

test.each<[string, Part[]]>([
  [
    "a division by its length, held above 0",
    [node("ReduceL2", ["z"], ["l"]), node("Clip", ["l", "tiny"], ["c"]), node("Div", ["z", "c"], ["y"])],
  ],
  ["LpNormalization", [node("LpNormalization", ["z"], ["y"])]],
])("a vector that is scaled by %s is an image tower's", (_, nodes) => {
  const { card, guesses, reasons } = propose({ ...endingIn(...nodes), output: scores(1, ["N", 512]) });
  expect(card).toMatchObject({ labelSpace: "any", output: { kind: "vector", classes: 512 } });
  expect(card.head).toEqual({ kind: "image-text", scores: "softmax", scale: 100, bias: 0 });
  expect(guesses).toContain("head");
  expect(guesses).not.toContain("output.kind");
  expect(reasons).toContainEqual(expect.stringMatching(/length 1/));
});

describe("what the last nodes show of an output", () => {
  test.each<[string, Part[]]>([
    ["Softmax", [node("Softmax", ["z"], ["y"])]],
    ["Sigmoid", [node("Sigmoid", ["z"], ["y"])]],
    ["HardSigmoid", [node("HardSigmoid", ["z"], ["y"])]],
    [
      "Sigmoid, Cast, Identity",
      [node("Sigmoid", ["z"], ["a"]), node("Cast", ["a"], ["b"]), node("Identity", ["b"], ["y"])],
    ],
    [
      "Softmax, Reshape, Squeeze",
      [node("Softmax", ["z"], ["a"]), node("Reshape", ["a", "s"], ["b"]), node("Squeeze", ["b"], ["y"])],
    ],
    ["Softmax, Slice", [node("Softmax", ["z"], ["a"]), node("Slice", ["a", "s", "e"], ["y"])]],
    [
      "Softmax, QuantizeLinear, DequantizeLinear",
      [
        node("Softmax", ["z"], ["a"]),
        node("QuantizeLinear", ["a", "s"], ["b"]),
        node("DequantizeLinear", ["b", "s"], ["y"]),
      ],
    ],
    [
      "a quantised sigmoid",
      [
        node("QLinearSigmoid", ["z"], ["a"], { domain: "com.microsoft" }),
        node("DequantizeLinear", ["a", "s"], ["y"]),
      ],
    ],
    [
      "a softmax written out",
      [node("Exp", ["z"], ["e"]), node("ReduceSum", ["e"], ["t"]), node("Div", ["e", "t"], ["y"])],
    ],
    [
      "with a maximum and a small number",
      [
        node("ReduceMax", ["z"], ["m"]),
        node("Sub", ["z", "m"], ["d"]),
        node("Exp", ["d"], ["e"]),
        node("ReduceSum", ["e"], ["t"]),
        node("Add", ["t", "tiny"], ["u"]),
        node("Div", ["e", "u"], ["y"]),
      ],
    ],
    [
      "a sigmoid written out",
      [
        node("Neg", ["z"], ["n"]),
        node("Exp", ["n"], ["e"]),
        node("Add", ["e", "one"], ["f"]),
        node("Div", ["one", "f"], ["y"]),
      ],
    ],
    [
      "a sigmoid by Tanh",
      [node("Tanh", ["z"], ["t"]), node("Mul", ["t", "half"], ["h"]), node("Add", ["h", "half"], ["y"])],
    ],
    ["Exp of LogSoftmax", [node("LogSoftmax", ["z"], ["l"]), node("Exp", ["l"], ["y"])]],
    [
      "the mean of two softmaxes",
      [
        node("Softmax", ["z"], ["a"]),
        node("Sigmoid", ["z"], ["b"]),
        node("Add", ["a", "b"], ["c"]),
        node("Mul", ["c", "half"], ["y"]),
      ],
    ],
    ["Mean", [node("Softmax", ["z"], ["a"]), node("Sigmoid", ["z"], ["b"]), node("Mean", ["a", "b"], ["y"])]],
    ["Clip", [node("Clip", ["z", "tiny", "one"], ["y"])]],
    [
      "Concat",
      [node("Sigmoid", ["z"], ["a"]), node("Sigmoid", ["z"], ["b"]), node("Concat", ["a", "b"], ["y"])],
    ],
    ["one minus a sigmoid", [node("Sigmoid", ["z"], ["a"]), node("Sub", ["one", "a"], ["y"])]],
  ])("%s: probabilities", (_, nodes) => {
    const { description, card, guesses } = propose(endingIn(...nodes));
    expect(card.output.kind).toBe("probabilities");
    expect(guesses).not.toContain("output.kind");
    const asLogits: ModelCard = { ...card, output: { ...card.output, kind: "logits" } };
    expect(() => checkCard(description, asLogits)).toThrow(/between 0 and 1.*output\.kind is probabilities/);
    expect(() => checkCard(description, card)).not.toThrow();
  });

  test("LogSoftmax: logits, of which a softmax makes the probabilities", () => {
    const { description, card, guesses } = propose(endingIn(node("LogSoftmax", ["z"], ["y"])));
    expect(card.output.kind).toBe("logits");
    expect(guesses).not.toContain("output.kind");
    const wrong: ModelCard = { ...card, output: { ...card.output, kind: "probabilities" } };
    expect(() => checkCard(description, wrong)).toThrow("logarithms of probabilities");
  });

  test.each<[string, Part[]]>([
    ["a linear layer", [node("Identity", ["z"], ["y"])]],
    ["a percentage", [node("Softmax", ["z"], ["a"]), node("Mul", ["a", "hundred"], ["y"])]],
    ["Tanh", [node("Tanh", ["z"], ["y"])]],
    ["a softmax before another layer", [node("Softmax", ["z"], ["a"]), node("MatMul", ["a", "w"], ["y"])]],
    [
      "an operator of somebody's own that is called Sigmoid",
      [node("Sigmoid", ["z"], ["y"], { domain: "ai.onnx.ml" })],
    ],
    [
      "a sum by another divisor",
      [node("Exp", ["z"], ["e"]), node("ReduceSum", ["z"], ["t"]), node("Div", ["e", "t"], ["y"])],
    ],
  ])("%s: a guess", (_, nodes) => {
    const { guesses, card } = propose(endingIn(...nodes));
    expect(card.output.kind).toBe("logits");
    expect(guesses).toContain("output.kind");
  });

  test("each output for itself, and the one with as many numbers as labels", () => {
    const graph = {
      ...endingIn(node("Softmax", ["z"], ["y"])),
      output: [value("features", 1, ["N", 3]), value("z", 1, ["N", 1000]), ...scores()],
    };
    const { description, card, guesses } = propose(graph);
    expect(description.outputs.map(({ kind }) => kind)).toEqual([null, null, "probabilities"]);
    expect(card.output).toMatchObject({ name: "z", kind: "logits" });
    expect(guesses).toContain("output.name");
    const chosen = propose(graph, "y");
    expect(chosen.card.output).toMatchObject({ name: "y", kind: "probabilities" });
    expect(chosen.guesses).not.toContain("output.name");
    expect(() => propose(graph, "none")).toThrow("no output “none”. It has “features”, “z”, “y”");
  });
});

/** Ways in which models prepare pixels, as (pixel / 255 - mean) / std. */
const conventions: { mean: number[]; std: number[] }[] = [
  { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
  { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  { mean: [0.48145466, 0.4578275, 0.40821073], std: [0.26862954, 0.26130258, 0.27577711] },
  { mean: [123.68 / 255, 116.78 / 255, 103.94 / 255], std: [1 / 255, 1 / 255, 1 / 255] },
];

/** The same arithmetic in the orders of operators that exporters write, on pixels of 0 to `range`. */
function prepare({ mean, std }: (typeof conventions)[number], range: number, form: number, dims: number[]) {
  const times = (list: number[], by: number) => list.map((one) => one * by);
  if (form === 0) {
    return {
      node: [node("Sub", ["p", "mean"], ["q"]), node("Div", ["q", "std"], ["r"])],
      initializer: [floats("mean", times(mean, range), dims), floats("std", times(std, range), dims)],
    };
  }
  if (form === 1) {
    return {
      node: [node("Mul", ["p", "by"], ["q"]), node("Add", ["plus", "q"], ["r"])],
      initializer: [
        floats(
          "by",
          std.map((one) => 1 / one / range),
          dims,
        ),
        floats(
          "plus",
          mean.map((one, at) => -one / std[at]!),
          dims,
        ),
      ],
    };
  }
  return {
    node: [
      node("Div", ["p", "range"], ["q"]),
      node("Sub", ["q", "mean"], ["s"]),
      node("Constant", [], ["std"], { attribute: [attribute("value", 4, { t: floats("", std, dims) })] }),
      node("Div", ["s", "std"], ["r"]),
    ],
    initializer: [scalar("range", 1, range), floats("mean", mean, dims)],
  };
}

describe("what the first nodes and the input's type show of pixels", () => {
  test("a model that normalises by itself gets the pixels that it wants, however it writes it", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...conventions),
        fc.constantFrom(1, 255),
        fc.constantFrom(0, 1, 2),
        fc.constantFrom(1, 2, 10, 11),
        fc.boolean(),
        (convention, wantedRange, form, type, isLast) => {
          const range = type === 2 ? 255 : wantedRange;
          const prepared = prepare(convention, range, form, isLast ? [1, 1, 1, 3] : [1, 3, 1, 1]);
          const { description, card, guesses } = propose({
            node: [node("Cast", ["x"], ["p"]), ...prepared.node, node("MatMul", ["r", "w"], ["y"])],
            initializer: [...weights, ...prepared.initializer],
            input: image(type, isLast ? ["N", 4, 8, 3] : ["N", 3, 4, 8]),
            output: scores(),
          });
          expect(card.preprocessing).toMatchObject({ range, mean: [0, 0, 0], std: [1, 1, 1] });
          expect(card.input.layout).toBe(isLast ? "NHWC" : "NCHW");
          // Where only a mean is subtracted, the file does not say that nothing is divided afterwards.
          const isWhole = convention.std[0]! > 0.1 || range === 1;
          expect(guesses.filter((field) => (isWhole ? /range|mean|std/ : /range/).test(field))).toEqual([]);
          expect(() => checkCard(description, card)).not.toThrow();
          // What reaches the first layer: the card's table, and then the graph's arithmetic.
          for (const channel of [0, 1, 2]) {
            const { scale, bias } = description.preparation;
            for (const [pixel, prepared] of tabulatePixels(card, channel).entries()) {
              const seen = Number(prepared) * scale[channel]! + bias[channel]!;
              const wanted = (pixel / 255 - convention.mean[channel]!) / convention.std[channel]!;
              expect(Math.abs(seen - wanted)).toBeLessThan(0.01 * (1 / convention.std[channel]!));
            }
          }
        },
      ),
    );
  });

  test("the order of ImageNet's means tells the order of channels", () => {
    const means = [123.68, 116.78, 103.94];
    const withMeans = (list: number[]) =>
      propose({
        node: [node("Sub", ["x", "mean"], ["r"]), node("MatMul", ["r", "w"], ["y"])],
        initializer: [...weights, floats("mean", list, [1, 3, 1, 1])],
        input: image(),
        output: scores(),
      });
    expect(withMeans(means)).toMatchObject({ card: { input: { channelOrder: "RGB" } } });
    const reversed = withMeans(means.toReversed());
    expect(reversed).toMatchObject({
      card: { input: { channelOrder: "BGR" }, preprocessing: { range: 255 } },
    });
    expect(reversed.guesses).not.toContain("input.channelOrder");
    expect(withMeans([127, 127, 127]).guesses).toContain("input.channelOrder");
  });

  test.each<[string, number, number[]]>([
    ["uint8", 2, [0, 0, 0]],
    ["int8", 3, [128, 128, 128]],
    ["int32", 6, [0, 0, 0]],
    ["int64", 7, [0, 0, 0]],
    ["uint16", 4, [0, 0, 0]],
  ])(
    "%s holds pixels of 0 to 255, and a card that makes few numbers of them is refused",
    (type, code, mean) => {
      const graph = {
        node: [linear, node("Identity", ["z"], ["y"])],
        initializer: weights,
        input: image(code),
        output: scores(),
      };
      const { description, card } = propose(graph);
      expect(card.input.type).toBe(type);
      expect(card.preprocessing).toMatchObject({ range: 255, mean, std: [1, 1, 1] });
      expect(() => checkCard(description, card)).not.toThrow();
      const wrong: Partial<ModelCard["preprocessing"]>[] = [
        { range: 1 },
        { range: 1, mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] },
        { std: [58, 57, 57] },
        ...(type === "uint8" ? [{ mean: [123, 116, 103] as [number, number, number] }] : []),
      ];
      for (const change of wrong) {
        const contradicting = { ...card, preprocessing: { ...card.preprocessing, ...change } };
        expect(() => checkCard(description, contradicting)).toThrow(
          new RegExp(`input is ${type}.*range is 255`),
        );
      }
    },
  );

  test("a card that scales what the model scales by itself is refused, and one by which nobody does", () => {
    const { description, card } = propose({
      node: [node("Div", ["x", "by"], ["r"]), node("MatMul", ["r", "w"], ["y"])],
      initializer: [...weights, scalar("by", 1, 255)],
      input: image(),
      output: scores(),
    });
    const twice = { ...card, preprocessing: { ...card.preprocessing, range: 1 as const } };
    expect(() => checkCard(description, twice)).toThrow(
      /by itself \(Div\), and so does the card.*range to 255/,
    );
    const preparation = {
      ...description.preparation,
      scale: [1 / 0.229],
      bias: [-2.1],
      operators: ["Sub", "Div"],
    };
    expect(() => checkCard({ ...description, preparation }, card)).toThrow("Set preprocessing.range to 1");
  });

  test.each<[string, Part[], Part[]]>([
    [
      "a trained layer",
      [node("BatchNormalization", ["x", "s", "b", "m", "v"], ["r"])],
      ["s", "b", "m", "v"].map((name) => floats(name, [0.5, 0.5, 0.5])),
    ],
    [
      "quantised numbers",
      [node("DequantizeLinear", ["x", "s", "o"], ["r"])],
      [scalar("s", 1, 0.0078), scalar("o", 1, 128)],
    ],
    ["odd numbers", [node("Mul", ["x", "odd"], ["r"])], [scalar("odd", 1, 17)]],
    ["nothing", [node("Relu", ["x"], ["r"])], []],
  ])("%s: all of it is a guess", (_, nodes, initializer) => {
    const { guesses } = propose({
      node: [...nodes, node("MatMul", ["r", "w"], ["y"])],
      initializer: [...weights, ...initializer],
      input: image(),
      output: scores(),
    });
    expect(guesses).toEqual(
      expect.arrayContaining([
        "input.channelOrder",
        "preprocessing.range",
        "preprocessing.mean",
        "preprocessing.std",
      ]),
    );
  });

  test.each<[string, Part[], Part[], string]>([
    [
      "a Transpose",
      [node("Transpose", ["x"], ["r"], { attribute: [attribute("perm", 7, { ints: [0, 3, 1, 2] })] })],
      [],
      "NHWC",
    ],
    ["a filter", [node("Conv", ["x", "k"], ["r"])], [{ name: "k", dataType: 1, dims: [8, 3, 3, 3] }], "NCHW"],
  ])("the layout of free sizes, by %s", (_, nodes, initializer, layout) => {
    const { card, guesses } = propose({
      node: [...nodes, node("MatMul", ["r", "w"], ["y"])],
      initializer: [...weights, ...initializer.map((one) => ({ ...one, rawData: Buffer.alloc(864) }))],
      input: image(1, ["N", "a", "b", "c"]),
      output: scores(),
    });
    expect(card.input.layout).toBe(layout);
    expect(guesses).not.toContain("input.layout");
  });
});

describe("what no card can mend is said so, with the way out", () => {
  const plain = (input: Part[], output: Part[]) =>
    propose({ node: [linear, node("Identity", ["z"], ["y"])], initializer: weights, input, output });

  test.each<[string, Part[], Part[], RegExp]>([
    [
      "two inputs",
      [...image(), value("size", 7, [2])],
      scores(),
      /takes 2 inputs \(“x”, “size”\).*only input/,
    ],
    ["no input", [], scores(), /takes no input/],
    [
      "grey images",
      image(1, ["N", 1, 28, 28]),
      scores(),
      /neither the first nor the last axis.*three channels/,
    ],
    ["features", image(1, ["N", 512]), scores(), /shape \[N, 512\].*\[N, 3, 224, 224\]/],
    ["bfloat16", image(16), scores(), /input “x” is bfloat16.*float32 or uint8/],
    ["texts", image(8), scores(), /input “x” is string/],
    [
      "positions",
      image(),
      scores(7, ["N"]),
      /output “y” is int64.*not a score for each label. Export the model/,
    ],
    ["quantised scores", image(), scores(2), /output “y” is uint8: positions of labels or quantised numbers/],
  ])("%s", (_, input, output, message) => {
    const { description, card, obstacle } = plain(input, output);
    expect(obstacle).toMatch(message);
    expect(() => checkCard(description, card)).toThrow(message);
    expect(() => checkCard(description, card)).not.toThrow(/Correct the card/);
  });

  test("positions beside scores: the scores are taken, or named", () => {
    const both = [value("label", 7, ["N"]), ...scores()];
    const { description, card, obstacle } = plain(image(), both);
    expect({ name: card.output.name, obstacle }).toEqual({ name: "y", obstacle: null });
    const wrong = { ...card, output: { ...card.output, name: "label" } };
    expect(() => checkCard(description, wrong)).toThrow(/“label” is int64.*Take another output.*“y”/);
  });

  test.each<[string, (number | string)[], (number | string)[]]>([
    ["a batch of eight", [8, 3, 4, 8], [8, 1000]],
    ["no axis for the batch", [3, 4, 8], [1000]],
    ["no axis, channels last", [4, 8, 3], [1000]],
    ["one list of numbers", ["N", 3, 4, 8], [1000]],
    ["a batch of one", [1, 3, 4, 8], [1, 1000, 1, 1]],
    ["free sizes", ["N", 3, "h", "w"], ["N", "c"]],
  ])("%s is no obstacle", (_, input, output) => {
    const { description, card, obstacle } = plain(image(1, input), scores(1, output));
    expect(obstacle).toBeNull();
    expect(card.output.classes).toBe(1000);
    expect(() => checkCard(description, card)).not.toThrow();
  });
});
