import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";

it("all statistics are in multilabelfy/stats, and Node alone imports them", () => {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" }).filter(
    (file) => /^[\w/\\]+\.ts$/.test(file) && !file.startsWith("testing"),
  );
  const names = files
    .filter((file) => file !== "index.ts")
    .flatMap((file) =>
      [
        ...readFileSync(`${import.meta.dirname}/${file}`, "utf8").matchAll(
          /^export (?:function\*?|const|class) (\w+)/gm,
        ),
      ].map(([, name]) => name),
    );
  const script = `import * as stats from "./index.ts";
    console.log(JSON.stringify([Object.keys(stats), stats.realAccuracy([1, 2, 3, 4], [[1], [], [3, 7], [5]]).share]))`;
  const out = execFileSync(process.execPath, ["--input-type=module", "-e", script], {
    cwd: import.meta.dirname,
    encoding: "utf8",
  });
  const [exported, share] = JSON.parse(out);
  expect(exported.toSorted()).toEqual(names.toSorted());
  expect(share).toBe(2 / 3);
});
