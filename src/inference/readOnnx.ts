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
const mostLevels = 8;
/** Parts that are read; the largest image classifiers have some ten thousand. */
const mostParts = 2_000_000;
/** Bytes of a name or a list of sizes. */
const mostBytes = 65_536;
const longestVarint = 10;

type Message = Record<string, unknown>;

interface Reading {
  source: ByteSource;
  parts: number;
}

function readVarint({ source }: Reading, at: number): { value: number; next: number } {
  const bytes = source.read(at, longestVarint);
  for (let value = 0, factor = 1, index = 0; index < bytes.length; factor *= 128) {
    const byte = bytes[index++]!;
    value += (byte & 127) * factor;
    if (byte < 128) return { value, next: at + index };
  }
  throw new RangeError("the file ends in the middle of a number");
}

/** The field's value: where it starts and ends. */
function findValue(reading: Reading, at: number, wireType: number): { start: number; end: number } {
  if (wireType === 0) return { start: at, end: readVarint(reading, at).next };
  if (wireType === 1) return { start: at, end: at + 8 };
  if (wireType === 5) return { start: at, end: at + 4 };
  if (wireType !== 2) throw new RangeError(`there is a field of the unknown kind ${wireType}`);
  const { value, next } = readVarint(reading, at);
  return { start: next, end: next + value };
}

/** Numbers of more than 53 bits lose their last ones, which changes nothing of what is asked of them. */
function readScalars(reading: Reading, type: string, start: number, end: number, wireType: number) {
  if (end - start > mostBytes) throw new RangeError(`a name or a shape takes ${end - start} bytes`);
  const bytes = reading.source.read(start, end - start);
  if (type === "string") return [Buffer.from(bytes).toString("utf8")];
  if (wireType !== 0 && wireType !== 2) throw new RangeError("a number is written in an unknown way");
  const reader = protobuf.Reader.create(bytes);
  const values: number[] = [];
  while (reader.pos < reader.len) {
    values.push(type === "int64" ? Number(reader.int64()) : reader.int32());
  }
  return values;
}

/** Every message has its lists and texts, empty where the file says nothing; other parts only where it does. */
function emptyMessage(type: protobuf.Type): Message {
  const message: Message = {};
  // Of a dimension it matters whether it has a size or a name.
  if (type.name === "Dimension") return message;
  for (const { name, repeated, type: kind } of type.fieldsArray) {
    if (repeated) message[name] = [];
    else if (kind === "string") message[name] = "";
    else if (kind.startsWith("int")) message[name] = 0;
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
  if (level > mostLevels)
    throw new RangeError(`graphs lie in graphs more than ${mostLevels} levels deep, which is refused`);
  for (let at = start; at < end; ) {
    const tag = readVarint(reading, at);
    const wireType = tag.value % 8;
    const value = findValue(reading, tag.next, wireType);
    if (value.end > end) throw new RangeError("a part is longer than what holds it");
    at = value.end;
    const field = type.fieldsById[Math.floor(tag.value / 8)];
    if (!field) continue;
    if (++reading.parts > mostParts) throw new RangeError(`it has more than ${mostParts} parts`);
    if (field.resolvedType instanceof protobuf.Type) {
      if (wireType !== 2) throw new RangeError(`its ${field.name} is not a message`);
      const held = message[field.name] as Message | undefined;
      // A message that is told twice is one, with the parts of both: that is how the runtime reads it.
      const child = field.repeated || !held ? emptyMessage(field.resolvedType) : held;
      const childLevel = field.resolvedType.name === "Graph" ? level + 1 : level;
      readInto(reading, child, field.resolvedType, [value.start, value.end], childLevel);
      if (field.repeated) (held as unknown as Message[]).push(child);
      else message[field.name] = child;
    } else {
      const values = readScalars(reading, field.type, value.start, value.end, wireType);
      if (field.repeated) (message[field.name] as unknown[]).push(...values);
      else message[field.name] = values.at(-1);
    }
  }
}

/**
 * Reads what an ONNX file says of itself, its graph and its weights' names and shapes, without the weights: of a file
 * of gigabytes, some hundred kilobytes.
 *
 * @throws RangeError if it is not an ONNX file, or built to be a burden: nested or divided without end
 */
export function readOnnx(source: ByteSource): OnnxModel {
  const model = emptyMessage(onnxSchema);
  readInto({ source, parts: 0 }, model, onnxSchema, [0, source.size], 0);
  return model as unknown as OnnxModel;
}
