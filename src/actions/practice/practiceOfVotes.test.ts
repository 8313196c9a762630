import { expect, it } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { realSettings } from "../../core/project/settings.ts";
import type { Answer } from "../../core/tasks/decision.ts";
import { addGold } from "../gold/addGold.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { beginPractice } from "./beginPractice.ts";
import { keepForPractice } from "./keepForPractice.ts";
import { savePractice } from "./savePractice.ts";

onBothDatabases("practice before votes", (use) => {
  it("asks as the votes do, takes no answer that lacks a label, and tells what is known of each", async () => {
    const { project, imageIds } = await makeProject(use(), {
      images: { "a.jpg": [0], "b.jpg": [0] },
      settings: { ...realSettings, votedLabels: 3, qualification: true, qualificationImages: 1 },
    });
    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    const eve = await makePerson(use(), project, "eve", ["expert"]);
    await addGold(use(), { project, person: null, keys: ["a.jpg"] });
    const { current: gold } = await getNextWork(use(), { project, stage: "refine", person: eve });
    const cardsOf = (labels: readonly number[], say: (label: number) => Answer | null) =>
      labels.map((label, position) => ({
        ...{ label, how: "proposal" as const, position, shownMs: 1000 },
        answer: say(label),
      }));
    const all = gold!.cards.map(({ label }) => label);
    const known = makeDraft([], { cards: cardsOf(all, (label) => (label === 0 ? "yes" : null)) });
    await saveAnnotation(use(), { assignment: gold!.id, person: eve, ...makeSave(known) });
    await keepForPractice(use(), { project, person: null, images: [imageIds["a.jpg"]!], isPractice: true });
    await expect(getNextWork(use(), { project, stage: "vote", person: ann })).rejects.toMatchObject({
      code: "not-qualified",
    });

    const who = { project, person: ann };
    const { current } = await beginPractice(use(), who);
    expect(current).toMatchObject({ stage: "vote", ballot: true, closed: true, groupSize: 3 });
    const asked = current!.cards.map(({ label }) => label);
    const submit = (say: (label: number) => Answer | null) =>
      savePractice(use(), {
        ...who,
        answer: current!.id,
        state: "submitted",
        annotation: makeDraft([], { cards: cardsOf(asked, say) }),
      });
    await expect(submit((label) => (label === 0 ? "yes" : null))).rejects.toMatchObject({
      code: "answer-needed",
    });
    const { feedback } = await submit((label) => (label === 0 ? "yes" : "no"));
    expect(feedback?.verdicts).toEqual([{ label: 0, known: "yes", verdict: "hit" }]);
    expect(feedback?.qualification.standing.state).toBe("passed");
    const { current: image } = await getNextWork(use(), { project, stage: "vote", person: ann });
    expect(image?.image.id).toBe(imageIds["b.jpg"]);
  });
});
