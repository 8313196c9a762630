import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { makeProject } from "../../test/factories.ts";
import { openFolder } from "../../test/openFolder.ts";
import { runProgram } from "../../test/servers/runProgram.ts";
import { listLabels } from "../db/labels/labelSpace.ts";

let data: string;
let name: string;
let key: string;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), "multilabelfy-notes-"));
  const ctx = await openFolder(data);
  const { db } = ctx;
  await makeProject(ctx, { images: { "a.jpg": [1] } });
  const project = await db.selectFrom("project").select(["id", "labelSpaceId"]).executeTakeFirstOrThrow();
  ({ name, key } = (await listLabels(db, project))[3]!);
  await db.destroy();
});
afterAll(() => rm(data, { recursive: true }));

const run = (...args: string[]) => runProgram(["project", "notes", ...args, "--data", data], { cwd: data });

const act = (...args: string[]) => runProgram(["labels", ...args, "--data", data], { cwd: data });

it("writes, shows and removes the note of a label that is named by index, id or name", async () => {
  expect((await run("show")).out).toMatch(/^No label has a note\./);
  expect((await run("set", "3", " Only with\n a handle. ")).out).toContain(`of “${name}”.`);
  expect((await run("set", key, "Only with a handle.")).out).toContain("Nothing changed");
  const rows = [{ index: 3, key, name, text: "Only with a handle." }];
  expect(JSON.parse((await run("show", "--json")).out)).toEqual(rows);
  expect((await run("show")).out).toContain("Only with a handle.");
  expect(JSON.parse((await run("remove", name, "--json")).out)).toEqual({
    label: 3,
    version: 2,
    changed: true,
  });
  expect(JSON.parse((await run("show", "--json")).out)).toEqual([]);
  expect((await run("remove", "3")).out).toBe(`Nothing changed: “${name}” has no note.\n`);
});

it("refuses what is no label, and what is too long for a card", async () => {
  expect(await run("set", "no such label", "Text.")).toMatchObject({
    code: 1,
    error: expect.stringContaining("“no such label” is not one label of the project."),
  });
  expect(await run("set", "3", "a".repeat(301))).toMatchObject({
    code: 1,
    error: expect.stringContaining("301 characters; at most 300"),
  });
  expect(JSON.parse((await run("show", "--json")).out)).toEqual([]);
});

it("labels are changed from the command line, looked at first, and refused where they are in another version", async () => {
  const looked = await act("rename", key, "teacup", "--dry-run");
  expect(looked.out).toMatch(/A dry run: nothing is changed[\s\S]*3 “teacup”/);
  const { out } = await act(
    "add",
    "saucer",
    "--synonyms",
    "plate|dish",
    "--name-in",
    "ko=접시|받침",
    "--json",
  );
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    dryRun: false,
    labels: [{ name: "saucer", key: "saucer", synonyms: ["plate", "dish"], names: { ko: ["접시", "받침"] } }],
    moves: { askAgain: { done: 0, waiting: 0, released: 0 } },
  });
  const stale = await act("retire", "saucer", "--on-version", "0");
  expect(stale.code).not.toBe(0);
  expect(stale.error).toMatch(/they are in version 1, and this change was built on 0/);
  await act("merge", "saucer", key);
  const listed = await act("list");
  expect(listed.out).toMatch(new RegExp(`saucer.*merged ${name}`));
  expect((await act("ask-again", key)).out).toContain("No image has to be asked again.");
});
