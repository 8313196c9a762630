import { expect, it } from "vitest";
import { makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";

onBothDatabases("an empty list", (use) => {
  it("holds nothing, and all else is outside of it", async () => {
    await makeProject(use(), { images: { "a.jpg": [0], "b.jpg": [1] } });
    const images = use().db.selectFrom("image").select("key").orderBy("key");
    expect(await images.where("id", "in", []).execute()).toEqual([]);
    expect(await images.where("id", "not in", []).execute()).toHaveLength(2);
  });
});
