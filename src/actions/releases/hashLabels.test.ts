import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { makeFinal, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { compareUtf8 } from "../../files/text/compareUtf8.ts";
import { hashLabels } from "./hashLabels.ts";

onBothDatabases("the hash of labels", (use) => {
  // In the last two lists the lines have another order than the keys.
  it.each([
    [["b.jpg", "a.jpg", "a/b.jpg", "é.jpg", "Z.jpg"]],
    [["a", "a b", "a!", "a.jpg", 'say "a"', "back\\slash"]],
    [["\u{1f436}.jpg", "\uff21.jpg", "dog.jpg"]],
  ])("is of the lines, sorted: %j", async (keys) => {
    const ctx = use();
    const images = Object.fromEntries(keys.map((key) => [key, []]));
    const { project, imageIds } = await makeProject(ctx, { images });
    for (const [at, key] of keys.entries()) await makeFinal(ctx, imageIds[key]!, [at]);
    const read = () => streamFinalLabels(ctx.db, project);

    expect((await Array.fromAsync(read())).map(({ key }) => key)).toEqual(keys.toSorted(compareUtf8));
    const lines = keys.map((key, at) => JSON.stringify([key, [at], "agreed"])).sort();
    expect(await hashLabels(read)).toBe(createHash("sha256").update(lines.join("\n")).digest("hex"));
  });
});
