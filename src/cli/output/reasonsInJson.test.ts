import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { runProgram } from "../../../test/servers/runProgram.ts";
import { makeNpy } from "../../files/testing/makeNpy.ts";
import { findBare, findPoints, findUnexplained } from "../testing/evaluateJson.ts";

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), "multilabelfy-reasons-"));
  const scores = [5, 1, 2, 3].map((right) =>
    [0, 1, 2, 3, 4, 5, 6, 7].map((label) => (label === right ? 4 : label / 10)),
  );
  const files: Record<string, string | Uint8Array> = {
    "images.csv": "image,label\nd.jpg,5\na.jpg,1\nb.jpg,2\nc.jpg,7\n",
    "bare.csv": "image\nd.jpg\na.jpg\nb.jpg\nc.jpg\n",
    "labels.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["3", "7"], "d.jpg": ["5"]}',
    "later.json": '{"a.jpg": ["1"], "b.jpg": [], "c.jpg": ["7"], "d.jpg": ["4"]}',
    "none.json": '{"a.jpg": [], "b.jpg": [], "c.jpg": [], "d.jpg": []}',
    "one.csv": "image,label\na.jpg,1\nb.jpg,0\nc.jpg,2\nd.jpg,5\n",
    "two.csv": "image,label,score\na.jpg,1,.9\nb.jpg,0,.8\nc.jpg,2,.1\nc.jpg,3,.7\nd.jpg,5,.6\n",
    "three.csv": "image,label\na.jpg,3\nb.jpg,1\nc.jpg,2\nd.jpg,4\n",
    "scores.npy": makeNpy("<f4", scores),
    "metrics.csv": "model,top1,real\na,80,85\nb,82,86\nc,84,87.5\nd,86,88\n",
    "table.csv": "model,top1,real\na,80,85\nb,80,86\n",
    "votes.csv":
      "image,label,annotator,answer\na.jpg,1,A,yes\na.jpg,1,B,yes\na.jpg,2,A,no\na.jpg,2,B,no\nb.jpg,1,A,no\nb.jpg,1,B,yes\nc.jpg,3,A,maybe\n",
    "single.csv": "image,label,annotator,answer\na.jpg,1,A,yes\n",
    "gold.csv": "image,label,answer\na.jpg,1,yes\nb.jpg,1,no\n",
    "audit.csv": "image,stratum,labels\na.jpg,s,1|3\nb.jpg,s,none\nc.jpg,s,\nd.jpg,t,5\n",
    "open.csv": "image,stratum,labels\na.jpg,s,1|3\nb.jpg,s,none\nc.jpg,s,\nd.jpg,t,\n",
    "audited.csv": "image,stratum,missing,wrong\na.jpg,s,1,0\nb.jpg,s,,\nc.jpg,t,,\n",
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
});

const some = "--labels labels.json --images images.csv --allow-implausible --json";
const nothing = "--labels none.json --images bare.csv --allow-implausible --json";

it.each([
  `evaluate ${some} --predictions one.csv two.csv three.csv scores.npy --out all`,
  `evaluate ${some} --predictions one.csv two.csv three.csv --proposers one --bootstrap 0 --out proposed`,
  `evaluate ${nothing} --predictions one.csv scores.npy --out nothing`,
  `evaluate ${some} --predictions one.csv two.csv --audit-sample audit.csv`,
  `evaluate ${some} --predictions one.csv two.csv --audit-sample open.csv`,
  "audit-sample bounds audited.csv --json",
  "evaluate --metrics metrics.csv --json --out metrics",
  "evaluate --metrics table.csv --json --out table",
  `evaluate --labels later.json --images images.csv --allow-implausible --json --predictions one.csv two.csv --against all/summary.json --out against`,
  `compare ${some} --predictions one.csv two.csv`,
  `compare ${nothing} --predictions one.csv two.csv`,
  `compare --labels labels.json later.json --images bare.csv --predictions one.csv two.csv --allow-implausible --json`,
  `models select ${some} --predictions one.csv two.csv three.csv --proposers three`,
  `models select ${nothing} --predictions one.csv two.csv`,
  "votes agreement votes.csv --json",
  "votes agreement votes.csv --json --gold gold.csv --bootstrap 0",
  "votes agreement single.csv --json",
  "votes aggregate votes.csv --method dawid-skene --out a.csv --json",
  "votes aggregate votes.csv --method dawid-skene --pool label --out b.csv --json",
  "votes aggregate votes.csv --method dawid-skene --gold gold.csv --out c.csv --json",
  "votes aggregate votes.csv --method majority --gold gold.csv --out d.csv --json",
  "votes aggregate single.csv --method majority --out e.csv --json",
  "labels summary labels.json --by-label --pairs 5 --json",
  "labels summary none.json --json",
  "labels diff labels.json later.json --images --json",
  "labels diff none.json none.json --json",
])("%s gives each number its interval, and says why whatever is null", async (command) => {
  const { code, out, error } = await runProgram(command.split(" "), { cwd });
  expect({ code, error }).toEqual({ code: 0, error: expect.not.stringContaining("error") });
  const printed = JSON.parse(out);
  expect(findUnexplained(printed)).toEqual([]);
  expect(findPoints(printed)).toEqual([]);
  expect(findBare(printed)).toEqual([]);
  const folder = /^evaluate.* --out (\w+)/.exec(command)?.[1];
  if (folder === undefined) return;
  const written = JSON.parse(await readFile(join(cwd, folder, "summary.json"), "utf8"));
  expect(findUnexplained(written)).toEqual([]);
  expect(findPoints(written)).toEqual([]);
});
