import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { readModelFile } from "./readModelFile.ts";
import { averageCard, averageSize } from "./testing/averageCard.ts";
import { card as embedded, modelFile } from "./testing/embeddedModel.ts";
import { makeAverageModel } from "./testing/makeOnnx.ts";

const folder = await temporaryFolder();

async function save(bytes: Uint8Array) {
  const file = join(folder, "model.onnx");
  await writeFile(file, bytes);
  return { file, card: { ...averageCard, sha256: createHash("sha256").update(bytes).digest("hex") } };
}

test("reads the embedded model into memory that threads share", async () => {
  const { bytes, description } = await readModelFile(modelFile, embedded);
  expect(bytes.buffer).toBeInstanceOf(SharedArrayBuffer);
  expect(createHash("sha256").update(bytes).digest("hex")).toBe(embedded.sha256);
  expect(description.outputs).toMatchObject([
    { name: "logits", type: "float32", shape: ["N", 1000], kind: null, embedding: embedded.embedding },
  ]);
});

test("refuses another file than the card's", async () => {
  const { file } = await save(makeAverageModel(averageSize));
  await expect(readModelFile(file, embedded)).rejects.toMatchObject({
    code: "bad-file",
    message: expect.stringContaining(embedded.sha256),
  });
  await expect(readModelFile(join(folder, "none.onnx"), embedded)).rejects.toMatchObject({
    code: "not-found",
  });
  await expect(readModelFile(folder, embedded)).rejects.toMatchObject({ code: "bad-file" });
});

test("refuses a file above the limit, a card that contradicts it, and a harmful one", async () => {
  const { file, card } = await save(makeAverageModel(averageSize));
  await expect(readModelFile(file, card)).resolves.toBeDefined();
  await expect(readModelFile(file, card, 100)).rejects.toMatchObject({
    code: "bad-file",
    message: expect.stringMatching(/at most 0 MB are read/),
  });
  const output = { ...card.output, classes: 4 };
  await expect(readModelFile(file, { ...card, output })).rejects.toThrow("not [1, 4]");

  const harmful = await save(
    makeAverageModel(averageSize, { initializer: [{ name: "w", dims: [1], dataLocation: 1 }] }),
  );
  await expect(readModelFile(harmful.file, harmful.card)).rejects.toMatchObject({
    code: "bad-file",
    message: expect.stringContaining("other files"),
  });
});
