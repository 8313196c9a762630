import { existsSync } from "node:fs";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, it, vi } from "vitest";
import { findInstallation } from "./installation.ts";

afterEach(() => {
  vi.unstubAllEnvs();
});

it.each([
  ["SQLite", ""],
  ["PostgreSQL", "postgres://nobody@127.0.0.1:1/none"],
])(
  "a data folder that is missing is made where something may be made in it, and nowhere else: %s",
  async (_, address) => {
    vi.stubEnv("MULTILABELFY_DATABASE_URL", address);
    const data = join(await mkdtemp(join(tmpdir(), "multilabelfy-place-")), "deep", "data");
    expect(() => findInstallation({ data })).toThrow(/There is no data folder/);
    expect(existsSync(data)).toBe(false);
    expect(findInstallation({ data, mayCreate: true })).toMatchObject({ dataFolder: data });
    expect(existsSync(data)).toBe(true);
  },
);
