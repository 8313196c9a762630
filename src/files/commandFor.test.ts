import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const root = resolve(import.meta.dirname, "../..");
const program = join(root, "bin/multilabelfy");
const folder = mkdtempSync(join(tmpdir(), "multilabelfy-command-"));
const empty = join(folder, "an empty one");
mkdirSync(empty);
afterAll(() => rmSync(folder, { recursive: true }));

/** The next command as the program prints it, which starts the program again in a shell in the same folder. */
function hint(run: { file?: string; cwd?: string; path?: string; args?: string[]; env?: NodeJS.ProcessEnv }) {
  const { npm_command: _, INIT_CWD: __, ...rest } = process.env;
  const env = { ...rest, PATH: `${run.path ?? ""}${delimiter}${process.env.PATH}`, ...run.env };
  const cwd = run.cwd ?? empty;
  const args = ["project", "list", ...(run.args ?? [])];
  const { stdout, stderr } = spawnSync(run.file ?? program, args, { cwd, env, encoding: "utf8" });
  const text = stdout + stderr;
  const line = /make a project in it: (.*)$/m.exec(text)?.[1];
  expect(line, text).toBeDefined();
  const asTyped = spawnSync("sh", ["-c", `${line!.replace("NAME", "One")} --json`], {
    cwd,
    env,
    encoding: "utf8",
  });
  expect(asTyped.status, asTyped.stderr).toBe(0);
  const again = spawnSync(run.file ?? program, [...args, "--json"], { cwd, env, encoding: "utf8" });
  expect(JSON.parse(again.stdout)).toMatchObject([{ name: "One" }]);
  return line;
}

test("a hint is a command that works as it is printed: by the program's path from another folder", () => {
  expect(hint({})).toBe(`${program} project create NAME`);
});

test("… by a path from a folder above", () => {
  const line = hint({ cwd: resolve(root, ".."), args: ["--data", join(folder, "it's here")] });
  expect(line).toMatch(/^[\w.-]+\/bin\/multilabelfy project create NAME --data '/);
});

test("… by its name, where a link to it is on the path", () => {
  const bin = join(folder, "bin");
  mkdirSync(bin);
  symlinkSync(program, join(bin, "multilabelfy"));
  const data = join(folder, "by-name");
  expect(hint({ file: "multilabelfy", path: bin, args: ["--data", data] })).toBe(
    `multilabelfy project create NAME --data ${data}`,
  );
});

test("… for the folder in which npm was started, not the package's", () => {
  const env = { npm_command: "run-script", INIT_CWD: empty };
  const data = join(folder, "by-npm");
  expect(hint({ cwd: root, args: ["--data", data], env })).toBe(
    `${program} project create NAME --data ${data}`,
  );
});
