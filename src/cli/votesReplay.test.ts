import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { temporaryFolder } from "../files/testing/temporaryFolder.ts";

test("votes replay tells what would have done; a price and a budget at once are refused", async () => {
  const cwd = await temporaryFolder();
  const rows = Array.from({ length: 40 }, (_, image) =>
    [..."nnnnn", ..."yyyyn"].map(
      (letter, at) => `${image}.jpg,${at < 5 ? 0 : 1},${at % 5},${letter === "y" ? "yes" : "no"}\n`,
    ),
  );
  await writeFile(join(cwd, "votes.csv"), `image,label,annotator,answer\n${rows.flat().join("")}`);
  const run = (...args: string[]) => runProgram(["votes", "replay", "votes.csv", ...args], { cwd });
  const { code, out } = await run("--price", "0.01", "--orders", "2", "--json");
  expect(code).toBe(0);
  const replay = JSON.parse(out);
  expect(replay).toMatchObject({ orders: 2, price: 0.01, votes: 400, items: 80, images: 40, by: "votes" });
  expect(replay).toMatchObject({ judged: null, reasons: { judged: expect.stringMatching(/--experts/) } });
  expect(replay.used.mean).toBeLessThan(0.9);
  const both = await run("--price", "0.01", "--budget", "0.5");
  expect(both).toMatchObject({ code: 2, error: expect.stringMatching(/give --price or --budget/) });
});
