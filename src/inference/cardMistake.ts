const text = "a text";
const numbers = "three numbers, for red, green and blue";
const pixels = "a whole number of pixels above 0";

/** What each field of a card is, in words. */
const wanted: Record<string, string> = {
  sha256: "the file's SHA-256, 64 of the characters 0-9 and a-f",
  file: "the name of the ONNX file",
  name: text,
  title: text,
  description: text,
  source: text,
  licence: text,
  labelSpace: "the name of a label space",
  "input.name": text,
  "input.layout": "NCHW or NHWC",
  "input.type": "float32, float16, float64, uint8, int8, uint16, int16, int32 or int64",
  "input.width": pixels,
  "input.height": pixels,
  "input.channelOrder": "RGB or BGR",
  "preprocessing.crop": "center or squash",
  "preprocessing.cropFraction": "a number above 0 and up to 1",
  "preprocessing.interpolation": "bicubic or bilinear",
  "preprocessing.range": "1 or 255",
  "preprocessing.mean": numbers,
  "preprocessing.std": numbers,
  "output.name": text,
  "output.kind": "logits, probabilities, or vector (of an image tower)",
  "output.classes": "a whole number above 0",
  "output.offset": "a whole number from 0 on",
  "head.kind": "image-text",
  "head.scores": "softmax or sigmoid",
  "head.scale": "a number above 0: what cosines are multiplied by",
  "head.bias": "a number: what is added to them, 0 for most models",
  head: "kind, scores, scale and bias of an image-text model",
  "embedding.output": "the name of a tensor in the model",
  "embedding.size": "a whole number from 1 to 65536: how many numbers it holds for an image",
  embedding: "output and size of what goes into the last layer; leave it out where there is none",
  accuracy: "a list, which may be empty, of data, images, top1, top20 (shares), measured and how",
  measured: "what models add has written; leave it out",
};

function valueAt(card: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined),
    card,
  );
}

/**
 * What is wrong with a card, in words.
 *
 * @param issue where its schema says that it is wrong, and which fields it does not know
 */
export function cardMistake(
  card: unknown,
  { path, keys = [] }: { path: readonly PropertyKey[]; keys?: readonly string[] },
): string {
  const field = path.map(String).join(".");
  if (keys.length > 0) {
    const unknown = keys.map((key) => `“${field ? `${field}.` : ""}${key}”`).join(", ");
    return `a card has no field ${unknown}`;
  }
  if (field === "") return "a card is a JSON object";
  const known = Object.keys(wanted).find((name) => field === name || field.startsWith(`${name}.`));
  const is = known === undefined ? "an object" : wanted[known];
  const value = valueAt(card, path);
  if (value === undefined) return `${field} is missing: it is ${is}`;
  const shown = JSON.stringify(value).slice(0, 60);
  return `${field} is ${shown}, and has to be ${is}`;
}
