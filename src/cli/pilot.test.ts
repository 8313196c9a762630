import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makePerson, makeProject } from "../../test/factories.ts";
import { answerImage } from "../../test/made/answerImage.ts";
import { openFolder } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { saveRuling } from "../actions/rulings/saveRuling.ts";

describe("project pilot, project rulings and rulings", () => {
  let data: string;
  let answer: () => Promise<void>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), "multilabelfy-pilot-"));
    const ctx = await openFolder(data);
    const { db } = ctx;
    const { project, imageIds } = await makeProject(ctx, { images: { "a.jpg": [1], "b.jpg": [1] } });
    const people = [
      await makePerson(ctx, project, "Ann", ["annotator"]),
      await makePerson(ctx, project, "Ben", ["annotator"]),
    ];
    const text = "Of two, the likelier.";
    const ruling = { labels: [3, 1] as [number, number], kind: "exclude" as const, text, examples: [] };
    await saveRuling(ctx, { project, person: null, version: 0, ...ruling });
    answer = async () => {
      for (const [at, person] of people.entries())
        await answerImage(ctx, { project, image: imageIds["a.jpg"]!, person, yes: [at + 1] });
    };
    close = () => db.destroy();
  });
  afterAll(async () => {
    await close();
    await rm(data, { recursive: true });
  });

  const run = (...args: string[]) => runProgram(["project", ...args, "--data", data], { cwd: data });

  it("makes a pilot, shows what is disputed, and freezes the guideline", async () => {
    expect((await run("pilot", "show")).out).toBe("There is no pilot yet.\n");
    const tooMany = await run("pilot", "make");
    expect(tooMany).toMatchObject({ code: 1, out: "", error: expect.stringMatching(/2 are left/) });
    expect((await run("pilot", "make", "--images", "2")).out).toBe("2 images are given to 2 annotators.\n");
    expect(await run("pilot", "freeze")).toMatchObject({
      code: 1,
      error: expect.stringMatching(/Nobody has begun/),
    });

    await answer();
    const { out } = await run("pilot", "show");
    expect(out).toMatch(/Ann +1 +2 +50\.0%/);
    expect(out).toMatch(/label 1 +label 2 +1 +1/);
    const { code, out: json } = await run("pilot", "freeze", "--json");
    expect(code).toBe(0);
    expect(JSON.parse(json)).toEqual({ guidelineVersion: 1, rulingVersion: 1, sent: 1, free: 1 });
    expect((await run("pilot", "show")).out).toMatch(/^Frozen: version 1 of the guideline, 1 of the rulings/);
  });

  it("lists the rulings", async () => {
    expect((await run("rulings")).out).toMatch(
      /“label 1” and “label 3” exclude each other +Of two, the likelier\./,
    );
    const { out } = await run("rulings", "--json");
    expect(JSON.parse(out)).toMatchObject({ version: 1, changes: [{ labels: [1, 3], kind: "exclude" }] });
  });

  it("tells what a ruling settles, and refuses to settle what was not listed", async () => {
    const rulings = (...args: string[]) => runProgram(["rulings", ...args, "--data", data], { cwd: data });
    expect((await rulings("suggest")).out).toMatch(/^\d+ disputed images? waiting, 0 decided by experts\./);
    expect((await rulings("effect", "label 1", "3")).out).toBe(
      "It settles 0 labels on 0 images; 0 of them then need no expert.\n",
    );
    for (const [command, said] of [
      ["sample", /settles no dispute now/],
      ["apply", /No images are listed yet/],
      ["undo", /applied to no image/],
    ] as const)
      expect(await rulings(command, "label 1", "k3")).toMatchObject({
        code: 1,
        error: expect.stringMatching(said),
      });
    expect((await rulings("effect", "label 1", "label 5")).out).toMatch(/^There is no ruling on these two/);
  });
});
