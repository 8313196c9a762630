import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listEvents } from "../../db/event.ts";
import { deleteAllOf } from "../../db/project/deleteProject.ts";
import { describeProtocol } from "../releases/describeProtocol.ts";
import { getLabelNotes } from "./getLabelSpace.ts";
import { getLabel } from "./getLabels.ts";
import { saveLabelNote } from "./saveLabelNote.ts";

onBothDatabases("notes on labels", (use) => {
  let project: string;
  let lead: string;

  beforeEach(async () => {
    ({ project } = await makeProject(use(), { images: { "a.jpg": [3] } }));
    lead = await makePerson(use(), project, "Lea", ["lead"]);
  });

  const note = (version: number, text: string, label = 3) =>
    saveLabelNote(use(), { project, label, person: lead, version, text });
  const shown = async () => (await getLabelNotes(use(), { project })).notes;

  it("are shown to everybody as they stand, and to the lead with all that they were", async () => {
    expect(await shown()).toEqual([]);
    expect(await note(0, " Only with\n a  handle. ")).toEqual({ version: 1, changed: true });
    expect(await note(1, "Only with a handle.")).toEqual({ version: 1, changed: false });
    expect(await note(1, "With or without a handle.")).toEqual({ version: 2, changed: true });
    expect(await note(0, "Another label's.", 7)).toEqual({ version: 1, changed: true });
    expect(await shown()).toEqual([
      { label: 3, text: "With or without a handle." },
      { label: 7, text: "Another label's." },
    ]);
    const { notes } = await getLabel(use(), { project, label: 3 });
    expect(notes).toMatchObject([
      { version: 2, text: "With or without a handle.", by: "Lea" },
      { version: 1, text: "Only with a handle.", by: "Lea" },
    ]);
    expect(notes[0]!.at).toMatch(/^\d{4}-/);
    expect((await describeProtocol(use().db, project, { images: 0, agreed: 0 })).labelNotes).toEqual([
      "label 3: With or without a handle.",
      "label 7: Another label's.",
    ]);

    expect(await note(2, "  ")).toEqual({ version: 3, changed: true });
    expect(await shown()).toEqual([{ label: 7, text: "Another label's." }]);
    const events = await listEvents(use().db, project, "label-note-saved");
    expect(events.map(({ personId }) => personId)).toEqual([lead, lead, lead, lead]);
    const changes = events.map(({ beforeJson, afterJson }) =>
      [beforeJson, afterJson].map((json) => json && JSON.parse(json)),
    );
    expect(changes).toContainEqual([
      { label: 3, version: 1, text: "Only with a handle." },
      { label: 3, version: 2, text: "With or without a handle." },
    ]);
  });

  it("of two who change one at once, one is told", async () => {
    await note(0, "First.");
    const [one, other] = await Promise.allSettled([note(1, "Mine."), note(1, "Yours.")]);
    expect([one.status, other.status].sort()).toEqual(["fulfilled", "rejected"]);
    const refused = one.status === "rejected" ? one : other;
    expect(refused).toMatchObject({
      reason: { code: "conflict", message: expect.stringMatching(/^Lea changed the note/) },
    });
    expect((await getLabel(use(), { project, label: 3 })).notes).toHaveLength(2);
  });

  it("are of labels that there are, and go with their project", async () => {
    await expect(note(0, "Nothing.", 40)).rejects.toMatchObject({ code: "not-found" });
    await note(0, "Something.");
    await deleteAllOf(use().db, use().dialect, project);
    expect(
      await use().db.selectFrom("labelNote").selectAll().where("projectId", "=", project).execute(),
    ).toEqual([]);
  });
});
