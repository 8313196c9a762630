import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rename, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { beforeAll, describe, expect, test } from "vitest";
import { researchData } from "../../test/researchData.ts";
import { type Outcome, runProgram } from "../../test/servers/runProgram.ts";
import { writePhotos } from "../actions/testing/writePhotos.ts";
import { programName } from "../files/commandFor.ts";
import { startMailServer } from "../server/testing/startMailServer.ts";
import { buildProgram } from "./program.ts";

let cwd: string;
const run = (...args: string[]) => runProgram(args, { cwd });

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-cli-"));
});

/** One clear line on stderr, and nothing on stdout. */
function expectFailure({ code, out, error }: Outcome, expected: number, message: RegExp): void {
  expect(error).toMatch(message);
  expect(error.trim().split("\n")).toHaveLength(1);
  expect(error).not.toMatch(/\bat .*\.ts:\d+/);
  expect({ code, out }).toEqual({ code: expected, out: "" });
}

describe("wrong usage ends with exit code 2 and says what is wrong", () => {
  test.each([
    [["frobnicate"], /unknown command 'frobnicate'/],
    [["serve", "--port", "99999"], /whole number from 0 to 65535/],
    [["users", "add", "a@example.org", "--role", "boss"], /Allowed are lead, annotator, expert/],
    [["export", "--format", "xml"], /Allowed choices are multilabelfy, real, csv, csv-sets/],
    [["export", "--format", "events", "--release", "1"], /leave out --release/],
    [["labels", "summary"], /missing required argument 'file'/],
    [["assign"], /--batches/],
  ])("%j", async (args, message) => {
    expectFailure(await run(...args), 2, message);
  });

  test("a missing command shows the help", async () => {
    const { code, error } = await run();
    expect(code).toBe(2);
    expect(error).toContain("Usage: multilabelfy");
  });

  test("help is had by word, by letter, and for any command, and the version by letter", async () => {
    const [{ out: long }, { out: short }, { out: word }] = await Promise.all([
      run("import", "images", "--help"),
      run("import", "images", "-h"),
      run("help", "import", "images"),
    ]);
    expect(long).toContain("Usage: multilabelfy import images");
    expect([short, word]).toEqual([long, long]);
    expect((await run("-V")).out).toBe((await run("--version")).out);
    expectFailure(await run("help", "nonsense"), 2, /unknown command 'nonsense'/);
  });

  test("an environment variable that is wrong is named", async () => {
    const env = { MULTILABELFY_DATABASE_URL: "mysql://x" };
    expectFailure(await runProgram(["project", "list"], { cwd, env }), 2, /MULTILABELFY_DATABASE_URL/);
  });
});

describe("what cannot be done ends with exit code 1 and says what, where and what to do", () => {
  test.each([
    [["propose"], /There is no data folder .*multilabelfy-data.*project create NAME/],
    [["project", "list", "--data", "elsewhere"], /no data folder .*elsewhere.*--data elsewhere/],
    [["labels", "summary", "nowhere.json"], /There is no file .*nowhere\.json\. Check the path/],
  ])("%j", async (args, message) => {
    expectFailure(await run(...args), 1, message);
  });
});

test("every command's help ends with an example", async () => {
  const ends = (command: Command): Command[] =>
    command.commands.length === 0 ? [command] : command.commands.flatMap(ends);
  const commands = ends(await buildProgram());
  expect(commands.length).toBeGreaterThan(10);
  for (const command of commands) {
    let help = "";
    command.configureOutput({ writeOut: (text) => (help += text) }).outputHelp();
    const [, ...names] = [command, ...ancestors(command)].map((named) => named.name()).reverse();
    expect(help).toContain(`Example:\n  $ ${programName()} ${names.join(" ")}`);
  }
});

const ancestors = (command: Command): Command[] =>
  command.parent ? [command.parent, ...ancestors(command.parent)] : [];

test("works through a symbolic link, and paths are relative to where it is called", async () => {
  await symlink(join(import.meta.dirname, "../../bin/multilabelfy"), join(cwd, "mlf"));
  await writeFile(join(cwd, "labels.csv"), "image,label,key,name,provenance\na.jpg,1,k,n,agreed\n");
  const { stdout } = spawnSync(join(cwd, "mlf"), ["labels", "summary", "labels.csv", "--json"], { cwd });
  expect(JSON.parse(stdout.toString())).toMatchObject({ images: 1, one: 1 });
});

describe("labels summary", () => {
  test.each([
    ["multilabelfy.json", '{"a":["1","2"],"b":[],"c":["3"]}'],
    ["real.json", "[[1,2],[],[3]]"],
    [
      "release.csv",
      "image,label,key,name,provenance\na,1,k1,x,agreed\na,2,k2,y,agreed\nb,,,,agreed\nc,3,k3,z,refined\n",
    ],
  ])("reads %s", async (name, content) => {
    await writeFile(join(cwd, name), content);
    const { out } = await run("labels", "summary", name, "--json");
    const known = { images: 3, none: 1, one: 1, two: 1, more: 0, multi: 1 / 3, mean: 1 };
    const histogram = { 0: 1, 1: 1, 2: 1 };
    const more = { intervals: expect.any(Object), reading: expect.any(Object) };
    expect(JSON.parse(out)).toEqual({ ...known, histogram, ...more });
  });

  test.runIf(researchData)(
    "gives the published counts of the refined ImageNetV2 labels (needs research data)",
    async () => {
      const file = join(researchData ?? "", "imagenetv2/refined_labels.json");
      const { out } = await run("labels", "summary", file, "--json");
      expect(out).toMatch(
        /^\{"images":10000,"none":129,"one":5083,"two":2385,"more":2403,"multi":0\.4788,"mean":1\.9077,"histogram":/,
      );
      expect((await run("labels", "summary", file)).out).toContain(
        "4,788 of 10,000 images (47.9%, 95 % interval 46.9 to 48.9)",
      );
    },
  );
});

test.each([
  ["a file", ["labels", "summary", "gone\u001b[2J\u202egpj.json"], 1],
  ["a folder", ["project", "list", "--data", "gone\u001b[2J\u202e"], 1],
  ["an option's value", ["evaluate", "--scores", "odd\u001b[2J\u202e"], 2],
  ["a command", ["odd\u001b[2J\u202e"], 2],
  ["an option", ["labels", "summary", "--odd\u001b[2J\u202e"], 2],
])("what acts on a terminal in %s is shown, not sent to it", async (_, args, code) => {
  const found = await run(...args);
  expect(found.code).toBe(code);
  expect(found.error).toContain("\\u001b[2J\\u202e");
  expect(found.out + found.error).not.toMatch(/\p{Cf}|[^\P{Cc}\n]/u);
});

test("a project from its making to its people, in JSON alone on stdout", { timeout: 180_000 }, async () => {
  const json = async (...args: string[]) => {
    const { code, out, error } = await run(...args, "--json");
    expect({ code, error: code === 0 ? "" : error }).toEqual({ code: 0, error: "" });
    return JSON.parse(out);
  };
  expect(await json("project", "create", "Fish")).toMatchObject({ name: "Fish", labels: 1000 });
  expectFailure(await run("project", "create", "Fish"), 1, /There is a project “Fish” already/);

  expectFailure(await run("import", "images", "nowhere"), 1, /There is no folder or file .*nowhere/);
  const photos = await writePhotos({ "tench/a.jpg": 1, "goldfish/b.jpg": 2, "goldfish/bad.jpg": "nonsense" });
  const imported = await json("import", "images", photos);
  expect(imported).toMatchObject({ registered: 3, verified: 2, unreadable: [{ file: "bad.jpg" }] });
  expect(await json("import", "images", photos)).toMatchObject({ registered: 0, alreadyThere: 3 });
  expect(await json("import", "exemplars", await writePhotos({ "tench/x.jpg": 9 }))).toMatchObject({
    exemplars: 1,
  });
  // Nothing can be used: told with its reasons, and by the exit code, also where good images are there already.
  const damaged = await writePhotos({
    "tench/c.jpg": "nonsense",
    "tench/d.jpg": "",
    "goldfish/e.jpg": "more",
  });
  const none = /can be used\. 2 files \(c\.jpg, e\.jpg\): .* 1 file \(d\.jpg\): .*import undo/;
  const unusable = await run("import", "images", damaged, "--json");
  expect(unusable).toMatchObject({ code: 1, error: expect.stringMatching(none) });
  expect(JSON.parse(unusable.out)).toMatchObject({ registered: 3, verified: 0, usable: 0 });
  await json("import", "undo", "--yes");
  expect(await json("propose")).toMatchObject({ proposed: 2, withProposals: 2 });
  expectFailure(await run("propose", "--model", "nowhere.json"), 1, /nowhere\.json/);

  const added = await json(
    "users",
    "add",
    "ann@example.org",
    "--role",
    "annotator",
    "--role",
    "expert",
    "--url",
    "https://x.org",
  );
  expect(added.link).toMatch(/^https:\/\/x\.org\/set-password\?token=.{20,}/);
  const secret = ["users", "add", "ben@example.org", "--role", "annotator", "--password-stdin", "--json"];
  const ben = await runProgram(secret, { cwd, input: "correct horse\n" });
  expect(JSON.parse(ben.out)).not.toHaveProperty("link");
  expect(await json("users", "list")).toMatchObject([
    { roles: ["annotator", "expert"] },
    { roles: ["annotator"] },
  ]);

  await json("users", "invite", "dan@example.org", "--role", "lead");
  expect((await json("users", "link", "ben@example.org")).link).toContain("token=");
  const mailServer = await startMailServer();
  const reset = await runProgram(["users", "reset-second-factor", "ben@example.org", "--json"], {
    cwd,
    env: {
      MULTILABELFY_SMTP_URL: mailServer.url,
      MULTILABELFY_MAIL_FROM: "labels@example.org",
      MULTILABELFY_PUBLIC_URL: "https://labels.example.org",
    },
  });
  await mailServer.close();
  expect(JSON.parse(reset.out)).toMatchObject({ apps: 0, passkeys: 0 });
  expect(mailServer.received).toMatchObject([
    { to: ["ben@example.org"], content: expect.stringMatching(/took your app and your passkeys away/) },
  ]);
  expectFailure(await run("users", "reset-second-factor", "cid@example.org"), 1, /Nobody here has/);
  const log = (await run("users", "log")).out.trim().split("\n");
  expect(log.map((line) => JSON.parse(line))).toMatchObject(
    [
      ["person-added", { roles: ["annotator", "expert"], link: true }],
      ["person-added", { roles: ["annotator"], link: false }],
      ["invitation-made", { roles: ["lead"] }],
      ["reset-link-made", {}],
      ["second-factor-reset", {}],
    ].map(([kind, details]) => ({
      ...{ kind, person: null, address: null },
      details: { by: "command line", ...(details as object) },
    })),
  );

  expectFailure(
    await run("assign", "--batches", "1", "--annotators", "cid@example.org"),
    1,
    /cid@example\.org is no annotator/,
  );
  expect(await json("assign", "--batches", "1")).toMatchObject({
    images: 2,
    batches: [{ number: 1, images: 2 }],
  });
  expect(await json("disagreement")).toMatchObject({ images: 3, annotated: 0 });
  expectFailure(await run("release", "create"), 1, /No image has its final labels yet/);
  expect(await json("release", "list")).toMatchObject({ releases: [], ready: 0 });
  expectFailure(await run("export"), 1, /has no release yet/);
  expectFailure(await run("export", "--out", "-", "--json"), 2, /both want stdout/);
  const events = await run("export", "--format", "events", "--out", "-");
  expect(JSON.parse(events.out.split("\n")[0] ?? "")).toMatchObject({
    kind: "project-created",
    person: null,
  });

  // Images whose folder was moved are read from its new place, here and where a backup is restored.
  const elsewhere = `${photos}-moved`;
  await rename(photos, elsewhere);
  const missing = await run("import", "root", "move", photos, `${photos}-nowhere`);
  expectFailure(missing, 1, /There is no folder .*-nowhere/);
  const moved = await run("import", "root", "move", photos, elsewhere);
  expect(moved.out).toBe(`3 files of ${photos} are read from ${elsewhere}.\n`);
  // What is printed to be typed next does to a shell what it says, whatever a file is called.
  const kept = "all $(touch x); 'of' it.tar";
  const quoted = (await run("backup", kept)).out.match(/restore ('.*') --data/)?.[1];
  expect(spawnSync("sh", ["-c", `printf %s ${quoted}`]).stdout.toString()).toMatch(
    /all \$\(touch x\); 'of' it\.tar$/,
  );
  const restored = await run("restore", kept, "--data", "restored");
  expect(restored).toMatchObject({ code: 0, error: "" });
  expect(restored.out).toMatch(
    /It holds no secret: everybody signs in again, and codes of apps cannot be checked\. .*reset-second-factor/,
  );
  expect(await json("import", "root", "list", "--data", "restored")).toContainEqual({
    ...{ path: elsewhere, images: 3, isInDataFolder: false },
  });

  await json("project", "create", "Birds");
  expect(await json("project", "list")).toMatchObject([{ name: "Birds" }, { name: "Fish", images: 3 }]);
  expectFailure(await run("disagreement"), 2, /Choose one with --project: “Birds”, “Fish”/);
  expect(await json("disagreement", "--project", "Fish")).toMatchObject({ images: 3 });
  expect((await readFile(join(cwd, "multilabelfy-data/secret"))).length).toBeGreaterThan(0);
});

test("a hint names the project where there are several, as the command that it is of needs it", async () => {
  const data = ["--data", await mkdtemp(join(tmpdir(), "multilabelfy-hints-"))];
  const create = async (name: string) => (await run("project", "create", name, ...data)).out;
  expect(await create("One")).not.toContain("--project");
  expect(await create("Two")).toMatch(/Next: .*import images FOLDER .*--project Two\n/);
  for (const command of [["export"], ["assign", "--batches", "1", "--annotators", "who@example.org"]]) {
    const { error } = await run(...command, ...data, "--project", "One");
    expect(error).toMatch(/(release create|users add EMAIL --role annotator) .*--project One\n/);
  }
});

// One gives batches, one hands images out, and one asks on sheets first.
test.each(["paper", "real", "contains-classify"])(
  "%s: what is to be typed after proposing works as printed",
  async (preset) => {
    const data = ["--data", await mkdtemp(join(tmpdir(), "multilabelfy-next-"))];
    const photos = await writePhotos({ "cup/a.jpg": 1, "plate/b.jpg": 2 });
    const labels = join(cwd, "kitchen.txt");
    await writeFile(labels, "cup\nplate\n");
    await run("project", "create", "Kitchen", "--labels", labels, "--preset", preset, ...data);
    await run("import", "images", photos, ...data);
    const proposed = (await run("propose", ...data)).out;
    expect(proposed).toMatch(
      /Each image needs \d annotators, and the project has 0\. Add people: \S+ users add EMAIL/,
    );
    const [, next = ""] = proposed.match(/Then: \S+ (\w+)/) ?? [];
    if (preset === "contains-classify") {
      const { error, out } = await run("contains", "plan", "--dry-run", ...data);
      expect([next, error, out]).toEqual(["contains", "", expect.stringMatching(/sheets on 2 labels/)]);
    } else if (preset === "paper") {
      expect(next).toBe("assign");
      expect((await run("assign", "--batches", "1", ...data)).error).toMatch(/users add EMAIL/);
      for (const name of ["ann", "ben"])
        await run("users", "add", `${name}@example.org`, "--role", "annotator", ...data);
      const { code, out } = await run("assign", "--batches", "1", ...data);
      expect([code, out]).toEqual([0, expect.stringContaining("2 images in 1 batch")]);
      const again = (await run("propose", ...data)).out;
      expect(again).not.toContain("users add");
      expect(again).toMatch(/Next: \S+ assign/);
    } else {
      expect(next).toBe("serve");
      expect((await run("assign", "--batches", "1", ...data)).error).toMatch(/hands out images one by one/);
    }
  },
);
