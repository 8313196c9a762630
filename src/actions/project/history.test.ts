import { expect, test } from "vitest";
import { makeDraft, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import type { HistoryQuery } from "../../contract/project/history.ts";
import { insertSecurityEvent } from "../../db/people/securityEvent.ts";
import { newId } from "../../db/sql/newId.ts";
import { assignBatches } from "../batches/assignBatches.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { listProjectHistory } from "./listProjectHistory.ts";

onBothDatabases("The history of a project", (use) => {
  test("has what was done and who came in, by time, a page at a time, by person and area", async () => {
    const { project } = await makeProject(use(), { images: { "a.jpg": [1], "b.jpg": [1] } });
    const ann = await makePerson(use(), project, "ann", ["annotator"]);
    const ben = await makePerson(use(), project, "ben", ["annotator"]);
    await assignBatches(use(), { project, annotators: [ann, ben], batches: 1, overlap: 2, seed: 1 });
    const log = (kind: string, person: string, about: string | null = null) =>
      insertSecurityEvent(use().db, {
        ...{ id: newId(), at: new Date().toISOString(), kind, person, about },
        ...{ project: null, address: "192.0.2.1", details: {} },
      });
    const answer = async (person: string, comment: string) => {
      const { current } = await getNextWork(use(), { project, stage: "annotate", person });
      const save = makeSave(makeDraft([1], { comment }));
      await saveAnnotation(use(), { person, assignment: current!.id, ...save });
    };
    await log("sign-in", ann);
    await answer(ann, "a wolf?");
    await log("sign-in", ben);
    // The project's own history has it as well.
    await log("roles-changed", ben, ann);
    await answer(ben, "");

    const read = async (query: Partial<HistoryQuery> = {}) => {
      const pages: string[][] = [];
      let before: string | undefined;
      do {
        const page = await listProjectHistory(use(), { project, limit: 50, ...query, before });
        pages.push(
          page.entries.map(({ kind, by, image, text }) =>
            [kind, by?.name ?? "", ...(image && text ? [text] : [])].join(" "),
          ),
        );
        before = page.before ?? undefined;
      } while (before !== undefined);
      return pages;
    };
    const all = (await read()).flat().filter((row) => !row.startsWith("agreement"));
    expect(all.slice(0, 5)).toEqual([
      "submitted ben",
      "sign-in ben",
      "submitted ann a wolf?",
      "sign-in ann",
      "batches-assigned ",
    ]);
    const paged = await read({ limit: 2 });
    expect(paged.every((page) => page.length <= 2)).toBe(true);
    expect(paged.flat()).toEqual((await read()).flat());
    expect((await read({ person: ann })).flat()).toEqual(["submitted ann a wolf?", "sign-in ann"]);
    expect((await read({ area: "security" })).flat()).toEqual(["sign-in ben", "sign-in ann"]);
    expect((await read({ area: "answers", person: ben, limit: 1 })).flat()).toEqual(["submitted ben"]);
    expect(JSON.stringify(await listProjectHistory(use(), { project, limit: 50 }))).not.toContain("192.0.2");
  });
});
