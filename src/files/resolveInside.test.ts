import { mkdir, realpath, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resolveInside } from "./resolveInside.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

test("a path is resolved only if it ends inside of the folder", async () => {
  const folder = await realpath(await temporaryFolder());
  const root = join(folder, "root");
  await mkdir(join(root, "sub"), { recursive: true });
  await mkdir(join(folder, "root-like"));
  await writeFile(join(root, "sub", "a.jpg"), "");
  await writeFile(join(root, "..b.jpg"), "");
  await writeFile(join(folder, "root-like", "c.jpg"), "");
  await symlink(join(folder, "root-like"), join(root, "out"));
  await symlink("sub", join(root, "in"));

  expect(await resolveInside(root, "sub/a.jpg")).toBe(join(root, "sub", "a.jpg"));
  expect(await resolveInside(root, "in/a.jpg")).toBe(join(root, "sub", "a.jpg"));
  expect(await resolveInside(root, "..b.jpg")).toBe(join(root, "..b.jpg"));
  for (const path of ["../root-like/c.jpg", "out/c.jpg", "/etc/passwd", "sub/none.jpg", "a\0.jpg", ".."]) {
    expect(await resolveInside(root, path), path).toBeUndefined();
  }
});
