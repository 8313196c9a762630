import type {
  OnnxAttribute,
  OnnxGraph,
  OnnxModel,
  OnnxNode,
  OnnxSparseTensor,
  OnnxTensor,
} from "./onnxSchema.ts";

const present = <Part>(part: Part | undefined): Part[] => (part === undefined ? [] : [part]);

/** The graphs that a node holds: branches, loop bodies. */
export const graphsIn = (node: OnnxNode): OnnxGraph[] =>
  node.attribute.flatMap((attribute) => [...present(attribute.g), ...attribute.graphs]);

/** A graph and all graphs in its nodes. */
function* withInner(graph: OnnxGraph): Generator<OnnxGraph> {
  yield graph;
  for (const node of graph.node) for (const inner of graphsIn(node)) yield* withInner(inner);
}

/** Every graph of a model, those of functions and training left in lists of nodes: see `nodeListsOf`. */
export function* graphsOf(model: OnnxModel): Generator<OnnxGraph> {
  const outer = [
    ...present(model.graph),
    ...model.trainingInfo.flatMap(({ initialization, algorithm }) => [
      ...present(initialization),
      ...present(algorithm),
    ]),
    ...model.functions.flatMap(({ node }) => node.flatMap(graphsIn)),
    ...model.functions.flatMap(({ attributeProto }) =>
      attributeProto.flatMap(({ g, graphs }) => [...present(g), ...graphs]),
    ),
  ];
  for (const graph of outer) yield* withInner(graph);
}

/** Every list of nodes that run one after the other: of graphs and of functions. */
export function* nodeListsOf(model: OnnxModel): Generator<OnnxNode[]> {
  for (const graph of graphsOf(model)) yield graph.node;
  for (const { node } of model.functions) yield node;
}

const tensorsOfSparse = ({ values, indices }: OnnxSparseTensor): OnnxTensor[] => [
  ...present(values),
  ...present(indices),
];

const tensorsOfAttribute = ({ t, tensors, sparseTensor, sparseTensors }: OnnxAttribute): OnnxTensor[] => [
  ...present(t),
  ...tensors,
  ...[...present(sparseTensor), ...sparseTensors].flatMap(tensorsOfSparse),
];

/** Every tensor that the file states: weights and constants. */
export function* tensorsOf(model: OnnxModel): Generator<OnnxTensor> {
  for (const graph of graphsOf(model)) {
    yield* graph.initializer;
    for (const sparse of graph.sparseInitializer) yield* tensorsOfSparse(sparse);
  }
  for (const nodes of nodeListsOf(model)) {
    for (const { attribute } of nodes) yield* attribute.flatMap(tensorsOfAttribute);
  }
  for (const { attributeProto } of model.functions) yield* attributeProto.flatMap(tensorsOfAttribute);
}

/** The sizes of every sparse tensor. */
export function* sparseSizesOf(model: OnnxModel): Generator<number[]> {
  for (const graph of graphsOf(model)) for (const { dims } of graph.sparseInitializer) yield dims;
  for (const nodes of nodeListsOf(model)) {
    for (const { attribute } of nodes) {
      for (const { sparseTensor, sparseTensors } of attribute) {
        for (const { dims } of [...present(sparseTensor), ...sparseTensors]) yield dims;
      }
    }
  }
}
