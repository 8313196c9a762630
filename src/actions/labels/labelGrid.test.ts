import { expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { answerImage } from "../../../test/made/answerImage.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { findFinalLabelsOf } from "../../db/outcome/finalLabels.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { takeBackSending } from "../outcome/takeBackSending.ts";
import { listLabelGrid } from "./listLabelGrid.ts";

onBothDatabases("one label over many images", (use) => {
  it("shows those with final labels, and a sending that is taken back leaves all as it was", async () => {
    const keys = {
      "agreed.jpg": [3],
      "refined.jpg": [3],
      "other.jpg": [25],
      "begun.jpg": [3],
      "found.jpg": [3],
    };
    const { project, imageIds } = await makeProject(use(), { images: keys });
    const [ann, ben, eve, fay, lead] = await Promise.all([
      makePerson(use(), project, "ann", ["annotator"]),
      makePerson(use(), project, "ben", ["annotator"]),
      makePerson(use(), project, "eve", ["expert"]),
      makePerson(use(), project, "fay", ["expert"]),
      makePerson(use(), project, "lea", ["lead"]),
    ]);
    const answer = (person: string, key: string, yes: number[], stage: Stage = "annotate") =>
      answerImage(use(), { project, image: imageIds[key]!, person, yes, stage });
    for (const person of [ann, ben]) await answer(person, "agreed.jpg", [3]);
    await answer(ann, "refined.jpg", [3]);
    await answer(ben, "refined.jpg", [4]);
    await answer(eve, "refined.jpg", [4], "refine");
    await answer(ann, "begun.jpg", [3]);

    const grid = async (label: number) =>
      Object.fromEntries(
        (await listLabelGrid(use(), { project, label })).images.map(({ key, isHeld }) => [key, isHeld]),
      );
    expect(await grid(3)).toEqual({ "agreed.jpg": true, "refined.jpg": false });
    expect(await grid(30)).toEqual({});

    const ids = ["agreed.jpg", "refined.jpg"].map((key) => imageIds[key]!);
    const before = await findFinalLabelsOf(use().db, ids);
    const send = () =>
      sendImages(use(), { project, images: ids, to: "refinement", reason: "3 is there", person: lead });
    expect(await send()).toMatchObject({ sent: 2 });
    expect(await findFinalLabelsOf(use().db, ids)).toEqual(new Map());
    const back = { project, images: ids, reason: "a slip", person: lead };
    expect(await takeBackSending(use(), back)).toEqual({ takenBack: 2 });
    expect(await findFinalLabelsOf(use().db, ids)).toEqual(before);

    // An expert's later decision is not taken back.
    await send();
    await answer(fay, "refined.jpg", [3, 4], "refine");
    expect(await takeBackSending(use(), back)).toEqual({ takenBack: 1 });
    expect((await findFinalLabelsOf(use().db, ids)).get(imageIds["refined.jpg"]!)).toEqual([3, 4]);
  });
});
