import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const read = async (file: string) => JSON.parse(await readFile(join(root, file), "utf8"));

interface Locked {
  version: string;
  resolved?: string;
  integrity?: string;
  hasInstallScript?: true;
}

it("every dependency has one version, from npm, with its checksum; a script runs at install only where it is allowed", async () => {
  const { dependencies, devDependencies, allowScripts } = await read("package.json");
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect([name, version]).toEqual([
      name,
      expect.stringMatching(/^(npm:[\w@/-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/),
    ]);

  const { packages } = (await read("package-lock.json")) as { packages: Record<string, Locked> };
  const locked = Object.entries(packages).filter(([path]) => path !== "");
  expect(locked.length).toBeGreaterThan(100);
  for (const [path, { resolved, integrity }] of locked) {
    // Without an address, it comes from the registry that npm asks; a Git repository or a file would have one.
    expect([path, resolved ?? "npm"]).toEqual([
      path,
      expect.stringMatching(/^npm$|^https:\/\/registry\.npmjs\.org\//),
    ]);
    expect([path, integrity]).toEqual([path, expect.stringMatching(/^sha512-/)]);
  }
  const scripts = locked.filter(([, { hasInstallScript }]) => hasInstallScript);
  const named = scripts.map(([path]) => path.replace(/^.*node_modules\//, ""));
  // Those that are not named do not run either: everything is installed with --ignore-scripts.
  for (const name of Object.keys(allowScripts)) expect(named).toContain(name);
});
