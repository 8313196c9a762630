import { beforeEach, expect, it } from "vitest";
import { makePerson, makeProject } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { listEvents } from "../../db/event.ts";
import { deleteAllOf } from "../../db/project/deleteProject.ts";
import { getProject } from "../../db/project/project.ts";
import { addLabel } from "./addLabel.ts";
import { editLabel } from "./editLabel.ts";
import { findWrittenLabel } from "./findWrittenLabel.ts";
import { findLabelSpaceVersion, getLabelSpace } from "./getLabelSpace.ts";
import { getLabel } from "./getLabels.ts";

onBothDatabases("labels that change", (use) => {
  let project: string;
  let lead: string;

  beforeEach(async () => {
    ({ project } = await makeProject(use(), { images: { "a.jpg": [3], "b.jpg": [3], "c.jpg": [5] } }));
    lead = await makePerson(use(), project, "Lea", ["lead"]);
  });

  const space = () => getLabelSpace(use(), { project });
  const add = (version: number, name: string, more = {}) =>
    addLabel(use(), { project, person: lead, version, label: { name }, ...more });
  const edit = (version: number, label: number, content: Parameters<typeof editLabel>[1]["content"]) =>
    editLabel(use(), { project, person: lead, version, label, content });

  it("stand behind those that were there, in a version of this project alone", async () => {
    const { labelSpaceId } = await getProject(use().db, project);
    const before = await findLabelSpaceVersion(use(), { project });
    expect(await add(0, "label forty", { preview: true })).toMatchObject({ version: 0, changed: true });
    expect(await space()).toMatchObject({ version: 0, labels: { length: 40 } });

    expect(await add(0, "label forty")).toMatchObject({
      version: 1,
      labels: [{ index: 40, name: "label forty" }],
    });
    expect(await edit(1, 3, { name: "cup", definition: "With a handle." })).toMatchObject({ version: 2 });
    expect(await edit(2, 3, { name: "cup" })).toMatchObject({ version: 2, changed: false });
    const { version, labels } = await space();
    expect([version, labels.length]).toEqual([2, 41]);
    expect(labels[3]).toMatchObject({
      key: "k3",
      name: "cup",
      synonyms: ["label 3"],
      definition: "With a handle.",
    });
    expect(labels[4]).toEqual({ ...labels[4], index: 4, name: "label 4" });
    expect(labels[40]).toMatchObject({ index: 40, key: "label forty" });
    expect((await getProject(use().db, project)).labelCount).toBe(41);
    expect((await getLabel(use(), { project, label: 40 })).label.name).toBe("label forty");
    for (const written of ["cup", "label 3", "k3", "3"])
      expect((await findWrittenLabel(use().db, { id: project, labelSpaceId }, written)).index).toBe(3);
    expect(await findLabelSpaceVersion(use(), { project })).not.toBe(before);
    const other = await findWrittenLabel(use().db, { id: "another", labelSpaceId }, "3");
    expect(other.name).toBe("label 3");

    const [event] = await listEvents(use().db, project, "label-edited");
    expect(event).toMatchObject({ personId: lead });
    expect(JSON.parse(event!.beforeJson!)).toMatchObject({ version: 1, labels: [{ name: "label 3" }] });
    expect(JSON.parse(event!.afterJson!)).toMatchObject({ version: 2, labels: [{ name: "cup" }] });
  });

  it("are refused where somebody changed them meanwhile, or they cannot be", async () => {
    await add(0, "mug");
    await expect(add(0, "beaker")).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("version 1"),
    });
    await expect(add(1, "MUG")).rejects.toMatchObject({
      code: "bad-request",
      message: expect.stringContaining("label 40"),
    });
    expect(await listEvents(use().db, project, "label-added")).toHaveLength(1);
    const made = await Promise.allSettled(["x", "y", "z"].map((name) => add(1, name)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect((await space()).version).toBe(2);
  });

  it("go with their project", async () => {
    await add(0, "mug");
    await use().db.deleteFrom("membership").execute();
    await deleteAllOf(use().db, use().dialect, project);
    expect(
      await use().db.selectFrom("labelChange").selectAll().where("projectId", "=", project).execute(),
    ).toEqual([]);
  });
});
