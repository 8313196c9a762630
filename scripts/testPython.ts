// Tests the Python package as it is installed: builds its wheel, installs that into an environment of its own with what it
// works with, and runs its tests against a server. It takes Python 3.10 or newer, and a registry of Python packages.
import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const cache = join(import.meta.dirname, "../.cache/python");
const python = join(cache, process.platform === "win32" ? "Scripts/python.exe" : "bin/python");

function run(program: string, args: string[], more: Record<string, string> = {}): void {
  const { status } = spawnSync(program, args, { stdio: "inherit", env: { ...process.env, ...more } });
  if (status !== 0) process.exit(status ?? 1);
}

rmSync(join(cache, "wheel"), { recursive: true, force: true });
run(process.env.PYTHON ?? "python3", ["-m", "venv", cache]);
run(python, ["-m", "pip", "install", "-q", "pip==25.3", "pytest==9.0.1", "numpy"]);
run(python, ["-m", "pip", "wheel", "-q", "--no-deps", "-w", join(cache, "wheel"), "./python"]);
const [wheel = ""] = readdirSync(join(cache, "wheel"));
run(python, [
  ...["-m", "pip", "install", "-q", "--force-reinstall", "--no-deps", join(cache, "wheel", wheel)],
]);
run(python, [
  ...["-m", "pip", "install", "-q", "httpx>=0.27,<1", "pandas>=2", "polars>=1"],
  ...["nbclient==0.10.2", "ipykernel==7.1.0", "matplotlib>=3.9"],
]);
run(process.execPath, ["node_modules/vitest/vitest.mjs", "run", "test/documents/python.test.ts"], {
  PYTHON: python,
  MULTILABELFY_WHEEL: wheel,
});
