import { join } from "node:path";
import { expect, test } from "vitest";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { carefulSettings } from "../../core/project/settings.ts";
import { listLabels } from "../../db/labels/labelSpace.ts";
import { writePhotos } from "../testing/writePhotos.ts";
import { createProject } from "./createProject.ts";
import { findProject } from "./findProject.ts";

onBothDatabases("Projects", (use) => {
  test("are made over a label space, which is stored once, with the published protocol's rules", async () => {
    await expect(findProject(use())).rejects.toMatchObject({ code: "not-found" });
    const first = await createProject(use(), { name: " Birds ", labelSpace: "imagenet-1k" });
    expect(first).toMatchObject({
      name: "Birds",
      labelSpaceKey: "imagenet-1k",
      labelCount: 1000,
      guidelineVersion: 1,
      exemplarVersion: 0,
      settings: { preset: "paper", topK: 20, overlap: 2 },
    });
    expect((await listLabels(use().db, first))[0]).toMatchObject({
      index: 0,
      key: "n01440764",
      name: "tench",
    });
    expect((await findProject(use())).id).toBe(first.id);

    const second = await createProject(use(), { name: "Fish", labelSpace: "imagenet-1k" });
    expect(second.labelSpaceId).toBe(first.labelSpaceId);
    await expect(createProject(use(), { name: "Birds", labelSpace: "imagenet-1k" })).rejects.toMatchObject({
      code: "already-exists",
    });
    const folder = await writePhotos({ "signs.csv": "id,name\nstop,stop sign\n" });
    const third = await createProject(use(), { name: "Signs", labelSpace: join(folder, "signs.csv") });
    expect(third).toMatchObject({ labelSpaceKey: "signs", labelCount: 1 });
  });

  test("are found by name or id; of several, one must be named", async () => {
    await expect(findProject(use())).rejects.toMatchObject({
      code: "wrong-usage",
      message: expect.stringContaining("“Birds”, “Fish”, “Signs”"),
    });
    const fish = await findProject(use(), "Fish");
    expect(await findProject(use(), fish.id)).toEqual(fish);
    await expect(findProject(use(), "Cats")).rejects.toMatchObject({ code: "not-found" });
  });

  test("need a name and a label space that is there", async () => {
    await expect(createProject(use(), { name: "  ", labelSpace: "imagenet-1k" })).rejects.toMatchObject({
      code: "bad-request",
    });
    await expect(createProject(use(), { name: "X", labelSpace: "nowhere.csv" })).rejects.toMatchObject({
      code: "not-found",
    });
  });

  test("follow the preset that is named", async () => {
    const careful = await createProject(use(), {
      name: "Carefully",
      labelSpace: "imagenet-1k",
      preset: "careful",
    });
    expect(careful.settings).toEqual(carefulSettings);
  });
});
