import protobuf from "protobufjs";

const repeated = (type: string, id: number) => ({ rule: "repeated", type, id });

/**
 * What is read of an ONNX file (onnx.proto of ONNX 1.17), with its numbers. What is not named here is skipped unread, and
 * so is a tensor's data where it is long: see `readOnnx`.
 */
const messages = {
  Model: {
    irVersion: { type: "int64", id: 1 },
    producerName: { type: "string", id: 2 },
    producerVersion: { type: "string", id: 3 },
    graph: { type: "Graph", id: 7 },
    opsetImport: repeated("Opset", 8),
    trainingInfo: repeated("Training", 20),
    functions: repeated("Function", 25),
  },
  Opset: { domain: { type: "string", id: 1 }, version: { type: "int64", id: 2 } },
  Training: { initialization: { type: "Graph", id: 1 }, algorithm: { type: "Graph", id: 2 } },
  Graph: {
    node: repeated("Node", 1),
    name: { type: "string", id: 2 },
    initializer: repeated("Tensor", 5),
    input: repeated("Value", 11),
    output: repeated("Value", 12),
    valueInfo: repeated("Value", 13),
    sparseInitializer: repeated("SparseTensor", 15),
  },
  Function: {
    name: { type: "string", id: 1 },
    input: repeated("string", 4),
    output: repeated("string", 5),
    node: repeated("Node", 7),
    domain: { type: "string", id: 10 },
    attributeProto: repeated("Attribute", 11),
  },
  Node: {
    input: repeated("string", 1),
    output: repeated("string", 2),
    name: { type: "string", id: 3 },
    opType: { type: "string", id: 4 },
    attribute: repeated("Attribute", 5),
    domain: { type: "string", id: 7 },
  },
  Attribute: {
    name: { type: "string", id: 1 },
    f: { type: "float", id: 2 },
    i: { type: "int64", id: 3 },
    t: { type: "Tensor", id: 5 },
    g: { type: "Graph", id: 6 },
    floats: repeated("float", 7),
    ints: repeated("int64", 8),
    tensors: repeated("Tensor", 10),
    graphs: repeated("Graph", 11),
    sparseTensor: { type: "SparseTensor", id: 22 },
    sparseTensors: repeated("SparseTensor", 23),
    type: { type: "int32", id: 20 },
  },
  SparseTensor: {
    values: { type: "Tensor", id: 1 },
    indices: { type: "Tensor", id: 2 },
    dims: repeated("int64", 3),
  },
  Tensor: {
    dims: repeated("int64", 1),
    dataType: { type: "int32", id: 2 },
    floatData: repeated("float", 4),
    int32Data: repeated("int32", 5),
    int64Data: repeated("int64", 7),
    name: { type: "string", id: 8 },
    rawData: { type: "bytes", id: 9 },
    doubleData: repeated("double", 10),
    externalData: repeated("Entry", 13),
    dataLocation: { type: "int32", id: 14 },
  },
  Entry: { key: { type: "string", id: 1 }, value: { type: "string", id: 2 } },
  Value: { name: { type: "string", id: 1 }, type: { type: "ValueType", id: 2 } },
  ValueType: { tensorType: { type: "TensorType", id: 1 } },
  TensorType: { elemType: { type: "int32", id: 1 }, shape: { type: "Shape", id: 2 } },
  Shape: { dim: repeated("Dimension", 1) },
  Dimension: { dimValue: { type: "int64", id: 1 }, dimParam: { type: "string", id: 2 } },
};

/** The message that an ONNX file is. */
export const onnxSchema: protobuf.Type = protobuf.Root.fromJSON({
  nested: Object.fromEntries(Object.entries(messages).map(([name, fields]) => [name, { fields }])),
})
  .resolveAll()
  .lookupType("Model");

/** A model's bytes, or those of parts of one, which may follow it: a reader puts a message's parts together. */
export const encodeModel = (parts: Record<string, unknown>): Buffer =>
  Buffer.from(onnxSchema.encode(onnxSchema.fromObject(parts)).finish());

export interface OnnxTensor {
  dims: number[];
  dataType: number;
  name: string;
  /** Its numbers, in one of these; all are empty where they were too long to be read. */
  rawData?: Uint8Array;
  floatData: number[];
  int32Data: number[];
  int64Data: number[];
  doubleData: number[];
  externalData: { key: string; value: string }[];
  /** 1: in another file. */
  dataLocation: number;
}

export interface OnnxSparseTensor {
  values?: OnnxTensor;
  indices?: OnnxTensor;
  dims: number[];
}

export interface OnnxAttribute {
  name: string;
  f: number;
  i: number;
  floats: number[];
  ints: number[];
  t?: OnnxTensor;
  g?: OnnxGraph;
  tensors: OnnxTensor[];
  graphs: OnnxGraph[];
  sparseTensor?: OnnxSparseTensor;
  sparseTensors: OnnxSparseTensor[];
}

export interface OnnxNode {
  input: string[];
  output: string[];
  name: string;
  opType: string;
  attribute: OnnxAttribute[];
  domain: string;
}

export interface OnnxValue {
  name: string;
  type?: {
    tensorType?: { elemType: number; shape?: { dim: { dimValue?: number; dimParam?: string }[] } };
  };
}

export interface OnnxGraph {
  node: OnnxNode[];
  name: string;
  initializer: OnnxTensor[];
  input: OnnxValue[];
  output: OnnxValue[];
  valueInfo: OnnxValue[];
  sparseInitializer: OnnxSparseTensor[];
}

export interface OnnxFunction {
  name: string;
  input: string[];
  output: string[];
  node: OnnxNode[];
  domain: string;
  attributeProto: OnnxAttribute[];
}

export interface OnnxModel {
  irVersion: number;
  producerName: string;
  producerVersion: string;
  graph?: OnnxGraph;
  opsetImport: { domain: string; version: number }[];
  trainingInfo: { initialization?: OnnxGraph; algorithm?: OnnxGraph }[];
  functions: OnnxFunction[];
}
