import { execFileSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { makeNpy, makeNpz } from "../testing/makeNpy.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";

const folder = temporaryFolder();

/** As many as behind ReaL: 85 people, five or six of whom were asked each question. */
const [raters, questions, votes] = [85, 184_116, 924_810];

it("of ReaL's size are read below 500 MB of memory", async () => {
  const numbers = (descr: string, shape: string, data: Uint8Array) =>
    Buffer.concat([makeNpy(descr, [], { shape }), data]);
  const tensor = new Uint8Array(raters * questions * 3);
  for (let vote = 0; vote < votes; vote++) {
    const question = vote % questions;
    const rater = (7 * question + 13 * Math.floor(vote / questions)) % raters;
    tensor[3 * (rater * questions + question) + (vote % 3)] = 1;
  }
  const letters = 28;
  const info = new Uint32Array(questions * 2 * letters);
  const write = (cell: number, text: string) => {
    for (let at = 0; at < text.length; at++) info[cell * letters + at] = text.charCodeAt(at);
  };
  for (let question = 0; question < questions; question++) {
    const image = String(Math.floor(question / 4)).padStart(8, "0");
    write(2 * question, `ILSVRC2012_val_${image}.JPEG`);
    write(2 * question + 1, String(question % 1000));
  }
  const ids = Array.from({ length: raters }, (_, rater) => [rater]);
  const file = join(await folder, "votes.npz");
  await writeFile(
    file,
    makeNpz({
      tensor: numbers("|u1", `(${raters}, ${questions}, 3)`, tensor),
      info: numbers("<U28", `(${questions}, 2)`, new Uint8Array(info.buffer)),
      ids: makeNpy("<i8", ids, { shape: `(${raters},)` }),
    }),
  );
  const reader = new URL("readVotes.ts", import.meta.url).href;
  const memory = new URL("../testing/peakMegabytes.ts", import.meta.url).href;
  const program = `const { readVotes } = await import(${JSON.stringify(reader)});
    const { peakMegabytes } = await import(${JSON.stringify(memory)});
    const { item, items } = await readVotes(${JSON.stringify(file)});
    console.log(JSON.stringify([item.length, items.length, peakMegabytes()]));`;
  const out = execFileSync(process.execPath, ["--input-type=module", "--eval", program], {
    encoding: "utf8",
  });
  const [count, asked, megabytes] = JSON.parse(out);
  expect([count, asked]).toEqual([votes, questions]);
  expect(megabytes).toBeLessThan(500);
}, 60_000);
