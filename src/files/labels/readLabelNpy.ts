import { Failure } from "../../contract/failure.ts";
import { badFile } from "../fileFailure.ts";
import { readNpyHeader } from "../predictions/numpy/npyHeader.ts";
import { npyType } from "../predictions/numpy/npyType.ts";
import { readFileBytes } from "../readFileBytes.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { checkMatrix } from "./labelMatrix.ts";
import { LabelParser } from "./labelParser.ts";

const largest = 2e9;

const arrayAdvice = "Say which one are the labels: --array, or --labels-array beside predictions.";

const forms =
  "Labels in a .npy file are a 0/1 matrix [images, labels], or whole numbers [images]: one index for each image";

/**
 * Labels as a NumPy array, row i being image i of a list: 0 or 1 for each label, or an index for each image.
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readLabelNpy(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const read = await readFileBytes(file, largest);
  if (!read.ok)
    throw new Failure(read.reason === "missing" ? "not-found" : "bad-file", `${file}: ${read.message}`);
  return readArray(read.bytes, file, options);
}

/** The same for an array of an archive; by default the only one. */
export async function readLabelNpz(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const { readNpzArray } = await import("../predictions/numpy/readNpzArray.ts");
  const pieces: Uint8Array[] = [];
  let length = 0;
  let unused: string[] = [];
  const onArray = ({ others }: { others: string[] }) => {
    unused = others;
  };
  for await (const piece of readNpzArray(file, options.array, { advice: arrayAdvice, onArray })) {
    length += piece.length;
    if (length > largest)
      throw badFile(file, `its array has more than ${largest / 1e9} GB, which is too large.`);
    pieces.push(Uint8Array.from(piece));
  }
  return { ...readArray(Buffer.concat(pieces), file, options), unused };
}

function readArray(bytes: Uint8Array, file: string, options: LabelFileOptions): LabelFile {
  const header = readNpyHeader(bytes);
  if (header === "more") throw badFile(file, "it is cut off. Copy it again from its source.");
  if ("wrong" in header) throw badFile(file, `${header.wrong}. ${forms}.`);
  const { descr, shape, isFortran, end } = header;
  const type = npyType(descr === "|b1" ? "|u1" : descr);
  const [images = 0, width = 1] = shape;
  if (!type || shape.length === 0 || shape.length > 2 || width === 0) {
    const found = `an array of ${descr === "" ? "several fields" : `the type ${descr}`} and the shape (${shape.join(", ")})`;
    throw badFile(file, `it holds ${found}. ${forms}.`);
  }
  if (bytes.length < end + images * width * type.bytes) {
    throw badFile(file, "it is cut off. Copy it again from its source.");
  }
  if (options.minProbability !== undefined) {
    throw badFile(file, "--min-probability goes with a table of probabilities, not with an array.");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const valueAt = (image: number, column: number): number =>
    type.read(view, end + type.bytes * (isFortran ? column * images + image : image * width + column));

  const isMatrix = width > 1;
  const parser = new LabelParser(options);
  const rows = Array.from({ length: images }, (_, image) => {
    const where = `row ${image + 1}`;
    if (!isMatrix) {
      const value = valueAt(image, 0);
      if (!Number.isInteger(value)) throw badFile(file, `${where}: ${value} is no label index. ${forms}.`);
      return { image: String(image + 1), labels: parser.parse(value, `${file}, ${where}`), where };
    }
    const labels: string[] = [];
    for (let label = 0; label < width; label++) {
      const value = valueAt(image, label);
      if (value === 1) labels.push(String(label));
      else if (value !== 0) throw badFile(file, `${where}: ${value} is not 0 or 1. ${forms}.`);
    }
    return { image: String(image + 1), labels, where };
  });
  if (isMatrix) checkMatrix(file, { width, isCertain: true }, options);
  return {
    format: isMatrix ? "multi-hot" : "indices-npy",
    isKeyed: false,
    areIndices: true,
    rows,
    width: isMatrix ? width : null,
    used: [],
    unused: [],
  };
}
