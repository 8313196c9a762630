import protobuf from "protobufjs";
import { type OnnxModel, onnxSchema } from "./onnxSchema.ts";

/** Where an ONNX file's bytes come from: memory, or a file of which only parts are read. */
export interface ByteSource {
  size: number;
  /** The bytes from `at`: `length` of them, fewer at the end. Valid until the next call. */
  read(at: number, length: number): Uint8Array;
}

export const sourceOf = (bytes: Uint8Array): ByteSource => ({
  size: bytes.length,
  read: (at, length) => bytes.subarray(at, at + length),
});

/** Graphs lie in nodes of graphs (the branches of an If); no classifier needs many levels. */
const maxLevels = 8;
/** Parts that are read; the largest image classifiers have some ten thousand. */
const maxParts = 2_000_000;
/** Bytes of a name or a list of sizes. */
const maxBytes = 65_536;
/** Bytes of all names and lists together. */
const maxTextBytes = 2 ** 26;
/** A tensor's data above this is weights, which are passed over. */
const maxDataBytes = 8192;
const longestVarint = 10;

/** An ONNX file cannot be read; the message is for people. */
export class UnreadableOnnx extends Error {}

type Message = Record<string, unknown>;

interface Reading {
  source: ByteSource;
  parts: number;
  textBytes: number;
}

function readVarint({ source }: Reading, at: number): { value: number; next: number } {
  const bytes = source.read(at, longestVarint);
  for (let value = 0, factor = 1, index = 0; index < bytes.length; factor *= 128) {
    const byte = bytes[index++]!;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next: at + index };
  }
  throw new UnreadableOnnx("the file ends in the middle of a number");
}

/** The field's value: where it starts and ends. */
function findValue(reading: Reading, at: number, wireType: number): { start: number; end: number } {
  if (wireType === 0) return { start: at, end: readVarint(reading, at).next };
  if (wireType === 1) return { start: at, end: at + 8 };
  if (wireType === 5) return { start: at, end: at + 4 };
  if (wireType !== 2) throw new UnreadableOnnx(`there is a field of the unknown kind ${wireType}`);
  const { value, next } = readVarint(reading, at);
  return { start: next, end: next + value };
}

/** Whole numbers one after the other. Of more than 53 bits they lose the last ones, which changes nothing here. */
function readWholeNumbers(bytes: Uint8Array, type: string): number[] {
  const values: number[] = [];
  for (let at = 0; at < bytes.length; ) {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined || shift > 63n)
        throw new UnreadableOnnx("the file ends in the middle of a number");
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) break;
    }
    values.push(Number(BigInt.asIntN(type === "int32" ? 32 : 64, value)));
  }
  return values;
}

function readFractions(bytes: Uint8Array, type: string): number[] {
  const size = type === "float" ? 4 : 8;
  if (bytes.length % size !== 0) throw new UnreadableOnnx("the file ends in the middle of a number");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: bytes.length / size }, (_, at) =>
    size === 4 ? view.getFloat32(at * size, true) : view.getFloat64(at * size, true),
  );
}

/** What a field of texts, bytes or numbers holds; nothing where it is weights. */
function readScalars(
  reading: Reading,
  { name, type }: protobuf.Field,
  [start, end]: [number, number],
  wireType: number,
): unknown[] {
  const length = end - start;
  if (/data$/i.test(name) && length > maxDataBytes) return [];
  if (length > maxBytes) throw new UnreadableOnnx(`a name or a shape takes ${length} bytes`);
  reading.textBytes += length;
  if (reading.textBytes > maxTextBytes)
    throw new UnreadableOnnx(`its names and shapes take more than ${maxTextBytes} bytes`);
  const bytes = reading.source.read(start, length);
  if (bytes.length < length) throw new UnreadableOnnx("a part is longer than what holds it");
  const isLong = type === "string" || type === "bytes";
  const single = isLong ? 2 : type === "double" ? 1 : type === "float" ? 5 : 0;
  if (wireType !== single && (isLong || wireType !== 2))
    throw new UnreadableOnnx("a text or a number is written in an unknown way");
  if (type === "string") return [Buffer.from(bytes).toString("utf8")];
  if (type === "bytes") return [Uint8Array.from(bytes)];
  return type.startsWith("int") ? readWholeNumbers(bytes, type) : readFractions(bytes, type);
}

/** Every message has its lists and texts, empty where the file says nothing; other parts only where it does. */
function emptyMessage(type: protobuf.Type): Message {
  const message: Message = {};
  // Of a dimension it matters whether it has a size or a name.
  if (type.name === "Dimension") return message;
  for (const { name, repeated, type: kind } of type.fieldsArray) {
    if (repeated) message[name] = [];
    else if (kind === "string") message[name] = "";
    else if (kind.startsWith("int") || kind === "float") message[name] = 0;
  }
  return message;
}

function readInto(
  reading: Reading,
  message: Message,
  type: protobuf.Type,
  [start, end]: [number, number],
  level: number,
): void {
  if (level > maxLevels)
    throw new UnreadableOnnx(`graphs lie in graphs more than ${maxLevels} levels deep, which is refused`);
  for (let at = start; at < end; ) {
    const tag = readVarint(reading, at);
    const wireType = tag.value % 8;
    const value = findValue(reading, tag.next, wireType);
    if (value.end > end) throw new UnreadableOnnx("a part is longer than what holds it");
    at = value.end;
    const field = type.fieldsById[Math.floor(tag.value / 8)];
    if (!field) continue;
    if (++reading.parts > maxParts) throw new UnreadableOnnx(`it has more than ${maxParts} parts`);
    if (field.resolvedType instanceof protobuf.Type) {
      if (wireType !== 2) throw new UnreadableOnnx(`its ${field.name} is not a message`);
      const held = message[field.name] as Message | undefined;
      // A message that stands twice is one, with the parts of both: that is how the runtime reads it.
      const child = field.repeated || !held ? emptyMessage(field.resolvedType) : held;
      const childLevel = field.resolvedType.name === "Graph" ? level + 1 : level;
      readInto(reading, child, field.resolvedType, [value.start, value.end], childLevel);
      if (field.repeated) (held as unknown as Message[]).push(child);
      else message[field.name] = child;
    } else {
      const values = readScalars(reading, field, [value.start, value.end], wireType);
      if (field.repeated) (message[field.name] as unknown[]).push(...values);
      else if (values.length > 0) message[field.name] = values.at(-1);
    }
  }
}

/**
 * Reads what an ONNX file says of itself, its graph and its weights' names and shapes, without the weights, small ones
 * excepted: of a file of gigabytes, some hundred kilobytes.
 *
 * @throws UnreadableOnnx if it is not an ONNX file, or built to be a burden: nested or divided without end
 */
export function readOnnx(source: ByteSource): OnnxModel {
  const model = emptyMessage(onnxSchema);
  readInto({ source, parts: 0, textBytes: 0 }, model, onnxSchema, [0, source.size], 0);
  return model as unknown as OnnxModel;
}
