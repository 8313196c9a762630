import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { findExternalData } from "./findExternalData.ts";
import { readModelFile } from "./readModelFile.ts";
import { card as embedded, modelFile } from "./testing/embeddedModel.ts";
import { encode, type Field, makeAverageModel } from "./testing/makeOnnx.ts";

const folder = await temporaryFolder();
const external: Field[] = [
  [1, 4],
  [2, 1],
  [8, "weights"],
  [
    13,
    [
      [1, "location"],
      [2, "/etc/passwd"],
    ],
  ],
  [14, 1],
];
const inside: Field[] = [
  [1, 4],
  [2, 1],
  [8, "weights"],
  [9, "0123456789abcdef"],
  [14, 0],
];
const size = { height: 4, width: 4 };

async function save(bytes: Uint8Array) {
  const file = join(folder, "model.onnx");
  await writeFile(file, bytes);
  return { file, sha256: createHash("sha256").update(bytes).digest("hex") };
}

describe("readModelFile", () => {
  test("reads the embedded model", async () => {
    const bytes = await readModelFile(modelFile, embedded);
    expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(createHash("sha256").update(bytes).digest("hex")).toBe(embedded.sha256);
  });

  test("refuses another file than the card's", async () => {
    const { file } = await save(makeAverageModel(size));
    await expect(readModelFile(file, embedded)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringContaining(embedded.sha256),
    });
    await expect(readModelFile(join(folder, "none.onnx"), embedded)).rejects.toMatchObject({
      code: "not-found",
    });
    await expect(readModelFile(folder, embedded)).rejects.toMatchObject({ code: "bad-file" });
  });

  test("refuses weights in other files, and what is no ONNX", async () => {
    const refused = await save(makeAverageModel(size, [[5, external]]));
    await expect(readModelFile(refused.file, refused)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringContaining("other files"),
    });
    const text = await save(Buffer.from("this is no model"));
    await expect(readModelFile(text.file, text)).rejects.toMatchObject({ code: "bad-file" });
  });
});

describe("findExternalData", () => {
  test.each<[string, Field[]]>([
    ["a weight", [[5, external]]],
    [
      "a weight without a location",
      [
        [
          5,
          [
            [8, "weights"],
            [14, 1],
          ],
        ],
      ],
    ],
    [
      "a location without the mark",
      [
        [
          5,
          [
            [8, "weights"],
            [13, [[1, "location"]]],
          ],
        ],
      ],
    ],
    [
      "one weight of several",
      [
        [5, inside],
        [5, external],
        [5, inside],
      ],
    ],
    [
      "a constant",
      [
        [
          1,
          [
            [4, "Constant"],
            [
              5,
              [
                [1, "value"],
                [5, external],
              ],
            ],
          ],
        ],
      ],
    ],
    [
      "the branch of an If",
      [
        [
          1,
          [
            [4, "If"],
            [5, [[6, [[5, external]]]]],
          ],
        ],
      ],
    ],
    ["a sparse weight", [[15, [[1, external]]]]],
  ])("finds %s", (_, fields) => {
    expect(findExternalData(makeAverageModel(size, fields))).toBe(true);
  });

  test("finds one in a function", () => {
    expect(findExternalData(encode([[25, [[7, [[5, [[5, external]]]]]]]]))).toBe(true);
  });

  test("finds none where there is none", () => {
    expect(findExternalData(makeAverageModel(size))).toBe(false);
    expect(findExternalData(makeAverageModel(size, [[5, inside]]))).toBe(false);
    // A text that reads like a tensor with external data is still a text.
    expect(findExternalData(makeAverageModel(size, [[10, encode(external).toString("latin1")]]))).toBe(false);
  });

  test("refuses a broken file", () => {
    const model = makeAverageModel(size, [[5, inside]]);
    expect(() => findExternalData(model.subarray(0, -9))).toThrow(RangeError);
  });
});
