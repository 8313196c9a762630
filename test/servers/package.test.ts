import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { makeNpy } from "../../src/files/testing/makeNpy.ts";

const root = join(import.meta.dirname, "../..");
const node22 = "22.23.3";

/** What the test run sets for itself is none of an installed program's. Certificates and npm's settings stay. */
const plainEnv = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|NODE_OPTIONS$|npm_(lifecycle|package)_)/.test(name),
  ),
);

let home: string;
let installed: string;
/** What npm packed. */
let packed: string;

const npm = (args: string[], cwd: string) =>
  execFileSync("npm", [...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd,
    env: plainEnv,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    shell: process.platform === "win32",
  });

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), "multilabelfy-package-"));
  execFileSync(process.execPath, [join(root, "scripts/build.ts"), "--all"], { cwd: root, env: plainEnv });
  npm(["pack", "--silent", "--ignore-scripts", "--pack-destination", home], root);
  const [file] = (await readdir(home)).filter((name) => name.endsWith(".tgz"));
  packed = join(home, file!);
  installed = join(home, "installed");
  await mkdir(installed);
  await writeFile(join(installed, "package.json"), '{ "type": "module" }');
  // The scripts of others compile what is shipped compiled, or ask other hosts than npm's.
  npm(["install", "--ignore-scripts", "--onnxruntime-node-install=skip", packed], installed);
  const other = join(home, "node22");
  await mkdir(other);
  await writeFile(join(other, "package.json"), "{}");
  npm(["install", `node@${node22}`], other);
});

afterAll(() => rm(home, { recursive: true, force: true }));

it("holds what runs and nothing that makes it, and no second driver of SQLite", async () => {
  const held = await readdir(join(installed, "node_modules/multilabelfy"));
  expect(held).toEqual(
    expect.arrayContaining(["bin", "dist", "models", "samples", "label-spaces", "LICENSE"]),
  );
  for (const name of ["src", "test", "scripts"]) expect(held).not.toContain(name);
  const pages = join(installed, "node_modules/multilabelfy/dist/web");
  const licenses = await readFile(join(pages, "licenses.md"), "utf8");
  for (const name of ["react", "@mantine/core", "@tanstack/react-query"]) expect(licenses).toContain(name);
  const files = await readdir(installed, { recursive: true });
  expect(files.filter((name) => /node_modules.better-sqlite3$/.test(name))).toEqual([]);
});

it("tells TypeScript its types", async () => {
  await writeFile(
    join(installed, "use.ts"),
    `import { type DisagreementReason, findAgreement } from "multilabelfy/core";
import { realAccuracy } from "multilabelfy/stats";
const share: number | null = realAccuracy([1], [[1]]).share;
// @ts-expect-error: numbers, not words
realAccuracy(["1"], [[1]]);
const reasons: DisagreementReason[] = ["unsure"];
console.log(share, reasons, findAgreement.length);
`,
  );
  const compilerOptions = {
    noEmit: true,
    strict: true,
    module: "nodenext",
    target: "es2024",
    lib: ["es2024", "dom"],
  };
  const project = { compilerOptions: { ...compilerOptions, types: [] }, files: ["use.ts"] };
  await writeFile(join(installed, "tsconfig.json"), JSON.stringify(project));
  const { status, stdout } = spawnSync(process.execPath, [join(root, "node_modules/typescript/bin/tsc")], {
    cwd: installed,
    encoding: "utf8",
  });
  expect([stdout, status]).toEqual(["", 0]);
});

it.skipIf(process.platform === "win32")(
  "bundled with Node, runs where nothing is installed",
  async () => {
    const kind = `${process.platform === "darwin" ? "macos" : process.platform}-${process.arch}`;
    const args = ["--unpacked", "--out", home, "--package", packed];
    const bundle = execFileSync(process.execPath, [join(root, "scripts/bundle.ts"), kind, ...args], {
      env: plainEnv,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    }).trim();
    const empty = await mkdtemp(join(home, "empty-"));
    const link = join(empty, "multilabelfy");
    await symlink(join(bundle, "multilabelfy"), link);
    // Without Node on the path; what comes with the machine is sh, readlink and dirname.
    const env = { PATH: "/usr/bin:/bin", HOME: empty };
    const run = (...words: string[]) =>
      execFileSync(link, words, { cwd: empty, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
    run("project", "create", "Bundled", "--label-space", "imagenet-1k");
    run("import", "images", join(root, "samples/exemplars"), "--layout", "flat");
    expect(run("propose")).toMatch(/images got proposals/);
  },
  300_000,
);

describe.each([
  ["24", () => dirname(join(root, "node_modules/node/bin/node"))],
  ["22", () => join(home, "node22/node_modules/node/bin")],
])("installed, under Node %s", (major, folder) => {
  const env = () => ({ ...plainEnv, PATH: `${folder()}${delimiter}${process.env.PATH}` });
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, {
      cwd: installed,
      env: env(),
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });

  it("statistics and rules are imported", () => {
    expect(run("node", "--version")).toMatch(new RegExp(`^v${major}\\.`));
    const script = `import { realAccuracy } from "multilabelfy/stats";
      import { findAgreement } from "multilabelfy/core";
      console.log(realAccuracy([1, 2, 3, 4], [[1], [], [3, 7], [5]]).share, typeof findAgreement);`;
    expect(run("node", "--input-type=module", "-e", script).trim()).toBe(`${2 / 3} function`);
  });

  it("the demo starts, proposes and serves its pages", async () => {
    const data = join(home, `demo-${major}`);
    const demo = spawn("npx", ["multilabelfy", "demo", "--json", "--port", "0", "--data", data], {
      cwd: installed,
      env: env(),
      // A group of its own, so that what npx started ends with it.
      detached: true,
    });
    const said = { out: "", error: "" };
    demo.stderr.setEncoding("utf8").on("data", (text) => {
      said.error += text;
    });
    const ready = (async () => {
      for await (const text of demo.stdout.setEncoding("utf8")) {
        said.out += text;
        if (said.out.includes("\n")) return JSON.parse(said.out) as { url: string };
      }
      throw new Error(`The demo ended: ${said.error}`);
    })();
    try {
      const { url } = await ready;
      const page = await fetch(`${url}/sign-in`);
      expect(page.status).toBe(200);
      const html = await page.text();
      const [script] = /\/assets\/[\w-]+\.js/.exec(html) ?? [];
      expect((await fetch(`${url}${script}`)).status).toBe(200);
    } finally {
      const ended = once(demo, "close");
      process.kill(-demo.pid!, "SIGTERM");
      await ended;
    }
    const proposed = run("npx", "multilabelfy", "propose", "--data", data, "--json");
    expect(JSON.parse(proposed)).toMatchObject({ withProposals: 30 });
  });

  it("names the next command as it is typed there", () => {
    const place = ["--data", join(home, `hints-${major}`)];
    const { stderr } = spawnSync("npx", ["multilabelfy", "project", "list", ...place], {
      cwd: installed,
      env: env(),
      encoding: "utf8",
    });
    const [, next] = /make a project in it: (.*) NAME/.exec(stderr) ?? [];
    expect(next, stderr).toBe("npx multilabelfy project create");
  });

  it("models are evaluated", async () => {
    await writeFile(join(installed, "images.csv"), "image,label\na.jpg,1\nb.jpg,2\n");
    await writeFile(join(installed, "labels.json"), '{"a.jpg":["1"],"b.jpg":["2","3"]}');
    await writeFile(join(installed, "one.npy"), makeNpy("<i8", [[1], [3]]));
    const files = ["--labels", "labels.json", "--images", "images.csv", "--predictions", "one.npy"];
    const out = run("npx", "multilabelfy", "evaluate", ...files, "--bootstrap", "0", "--json");
    expect(JSON.parse(out)).toMatchObject({ models: [{ model: "one", real: 1, top1: 0.5 }] });
  });
});
