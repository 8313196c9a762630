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
      message: expect.stringMatching(
        /sha256 is "none", and has to be .*; input\.layout is "CHW", and has to be NCHW or NHWC/,
      ),
    });
    const { name: _, ...nameless } = embedded;
    for (const [card, message] of [
      [nameless, /name is missing: it is a text/],
      [{ ...embedded, colour: 1 }, /a card has no field “colour”/],
      [{ ...embedded, input: 7 }, /input is 7, and has to be an object/],
      [
        { ...embedded, preprocessing: { ...embedded.preprocessing, mean: [1] } },
        /preprocessing\.mean.* three numbers/,
      ],
      [[], /card/],
    ] as const) {
      await writeFile(file, JSON.stringify(card));
      const refused = await readModelCard(file).catch(({ message }: Error) => message);
      expect(refused).toMatch(message);
      expect(refused).not.toMatch(/expected|received|undefined|Invalid/);
    }
  });

  test("says that there is no card, or no JSON in it", async () => {
    await expect(readModelCard(join(folder, "none.json"))).rejects.toMatchObject({ code: "not-found" });
    await writeFile(file, "{");
    await expect(readModelCard(file)).rejects.toMatchObject({ code: "bad-file" });
  });
});
