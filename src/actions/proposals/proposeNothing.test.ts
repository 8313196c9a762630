import { expect, test } from "vitest";
import { makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getAssignment } from "../tasks/getAssignment.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { proposeNothing } from "./proposeNothing.ts";

onBothDatabases("Without proposals", (use) => {
  test("images are given all the same, and people answer by what they search for", async () => {
    const { project, imageIds } = await makeProject(use(), { images: { "a.jpg": [7], "b.jpg": [] } });
    const image = imageIds["a.jpg"]!;
    await use().db.deleteFrom("proposal").where("imageId", "=", image).execute();
    const annotators = [
      await makePerson(use(), project, "ann", ["annotator"]),
      await makePerson(use(), project, "ben", ["annotator"]),
    ];
    const wishes = { project, batches: 1, overlap: 2, annotators, seed: 1, images: ["a.jpg"] };
    await expect(assignBatches(use(), wishes)).rejects.toMatchObject({ code: "not-found" });
    expect(await proposeNothing(use(), { project })).toBe(1);
    expect(await proposeNothing(use(), { project })).toBe(0);
    await assignBatches(use(), wishes);
    const given = await use()
      .db.selectFrom("assignment")
      .select(["id", "personId"])
      .where("projectId", "=", project)
      .execute();
    expect(given).toHaveLength(2);
    for (const { id, personId } of given) {
      const page = await getAssignment(use(), { assignment: id, person: personId });
      expect(JSON.stringify(page)).not.toContain('"how":"proposal"');
      const card = { label: 7, answer: "yes" as const, how: "search" as const, position: 0, shownMs: 0 };
      const annotation = {
        cards: [card],
        groupsOpened: [],
        noneOfThese: false,
        comment: "",
        flag: null,
        activeMs: 900,
      };
      await saveAnnotation(use(), { person: personId, assignment: id, ...makeSave(annotation) });
    }
    expect(await findAgreementOf(use().db, image)).toMatchObject({ agreed: true, labels: [7] });
  });
});
