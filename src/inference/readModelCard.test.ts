import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";
import { readModelCard } from "./readModelCard.ts";
import { card as embedded } from "./testing/embeddedModel.ts";

const folder = await temporaryFolder();
const file = join(folder, "card.json");

describe("readModelCard", () => {
  test("finds the model beside the card", async () => {
    await writeFile(file, JSON.stringify({ ...embedded, file: "deeper/model.onnx" }));
    const { card, modelFile } = await readModelCard(file);
    expect(modelFile).toBe(join(folder, "deeper", "model.onnx"));
    expect(card.name).toBe("efficientnet-lite0");
  });

  test("names every field that is wrong", async () => {
    const input = { ...embedded.input, layout: "CHW" };
    await writeFile(file, JSON.stringify({ ...embedded, input, sha256: "none" }));
    await expect(readModelCard(file)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(/sha256: .*input\.layout: /),
    });
  });

  test("says that there is no card, or no JSON in it", async () => {
    await expect(readModelCard(join(folder, "none.json"))).rejects.toMatchObject({ code: "not-found" });
    await writeFile(file, "{");
    await expect(readModelCard(file)).rejects.toMatchObject({ code: "bad-file" });
  });
});
