import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { FileReading } from "../fileReading.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { answerNames } from "./collectVotes.ts";
import { type NotAsked, refuseIdle } from "./notAsked.ts";
import { readVotes } from "./readVotes.ts";

const folder = temporaryFolder();

/** Each vote as "image label annotator: answer", and the reader's account of how it read the file. */
async function read(name: string, content: string, notAsked?: NotAsked) {
  const file = join(await folder, name);
  await writeFile(file, content);
  const readings: FileReading[] = [];
  const votes = await readVotes(file, { notAsked, onReading: (reading) => readings.push(reading) });
  const list = Array.from(votes.item, (item, vote) => {
    const { image, label } = votes.items[item]!;
    return `${image} ${label} ${votes.annotators[votes.annotator[vote]!]}: ${answerNames[votes.answer[vote]!]}`;
  });
  return { votes: list.sort(), readings, notes: readings[0]!.notes };
}

const choices = (labels: string[], question = "labels") => ({
  from_name: question,
  to_name: "image",
  type: "choices",
  value: { choices: labels },
});
const annotation = (by: unknown, ...result: unknown[]) => ({
  completed_by: by,
  was_cancelled: false,
  result,
});
const task = (image: string, ...annotations: unknown[]) => ({ id: 1, data: { image }, annotations });
const studio = (tasks: unknown[], notAsked?: NotAsked) => read("tasks.json", JSON.stringify(tasks), notAsked);

describe("an export of Label Studio", () => {
  const tasks = [
    task(
      "/data/upload/3/0f1e2d3c-a.jpg",
      annotation(1, choices(["cat", "dog"])),
      annotation(2, choices(["cat"])),
    ),
    task(
      "/data/local-files/?d=more%2Fb.jpg",
      annotation({ id: 1, email: "ann@example.org" }, choices(["sofa"])),
    ),
    { ...task("https://example.org/c.jpg", annotation(1)), predictions: [{ result: [] }] },
    task("d.jpg", { ...annotation(2, choices(["cat"])), was_cancelled: true }),
  ];
  const yes = [
    "a.jpg cat 1: yes",
    "a.jpg cat 2: yes",
    "a.jpg dog 1: yes",
    "more/b.jpg sofa ann@example.org: yes",
  ];

  it("is refused with both meanings of a label that was not chosen", async () => {
    await expect(studio(tasks)).rejects.toThrow(
      /--not-asked none \(it was offered.*--not-asked no \(only what was chosen/,
    );
    await expect(studio(tasks, "empty")).rejects.toThrow(/no cells that could be empty/);
  });

  it("holds what was chosen, or a no to what others chose, too", async () => {
    expect((await studio(tasks, "no")).votes).toEqual(yes);
    const { votes, readings, notes } = await studio(tasks, "none");
    expect(votes.filter((vote) => vote.endsWith("yes"))).toEqual(yes);
    expect(votes.filter((vote) => vote.endsWith("no"))).toEqual([
      "a.jpg dog 2: no",
      "a.jpg sofa 1: no",
      "a.jpg sofa 2: no",
      "example.org/c.jpg cat 1: no",
      "example.org/c.jpg dog 1: no",
      "example.org/c.jpg sofa 1: no",
      "more/b.jpg cat ann@example.org: no",
      "more/b.jpg dog ann@example.org: no",
    ]);
    expect(notes).toEqual([
      "a label that is not chosen is a no, of the 3 that somebody chose",
      "1 skipped annotations left out",
      "1 predictions left out",
      "3 images called as an import calls them, not by their addresses",
    ]);
    expect(() => refuseIdle("none", readings)).not.toThrow();
  });

  it.each<[string, unknown[], RegExp]>([
    [
      "who answered twice",
      [task("a.jpg", annotation(1, choices(["cat"]))), task("a.jpg", annotation(1, choices(["dog"])))],
      /task 2: "1" annotated "a.jpg" twice \(see task 1\)/,
    ],
    ["nobody who answered", [task("a.jpg", annotation(undefined, choices(["cat"])))], /labels, not votes/],
    [
      "two questions",
      [task("a.jpg", annotation(1, choices(["cat"]), choices(["blurred"], "quality")))],
      /choices were made for "labels" and for "quality"/,
    ],
    [
      "two questions in two tasks",
      [
        task("a.jpg", annotation(1, choices(["cat"]))),
        task("b.jpg", annotation(1, choices(["blurred"], "quality"))),
      ],
      /task 2: choices were made for "labels" and for "quality"/,
    ],
    [
      "no field for the image",
      [{ data: { left: "a.jpg", right: "b.jpg" }, annotations: [] }],
      /several fields, and none is called "image": "left", "right"/,
    ],
    [
      "two uploads of one name",
      [
        task("/data/upload/3/0f1e2d3c-a.jpg", annotation(1, choices(["cat"]))),
        task("/data/upload/3/aaaaaaaa-a.jpg", annotation(1, choices(["cat"]))),
      ],
      /both are "a.jpg"/,
    ],
    ["its short form after a task", [tasks[0], { image: "a.jpg", choice: "cat" }], /task 2.*not JSON-MIN/],
  ])("with %s is refused", async (_, content, message) => {
    await expect(studio(content, "none")).rejects.toThrow(message);
  });
});

describe("answers of Prodigy", () => {
  const answer = (more: object) =>
    JSON.stringify({
      path: "a.jpg",
      image: "data:image/jpeg;base64,AAAA",
      options: [{ id: "cat", text: "Cat" }, { id: "dog" }, { id: 3 }],
      accept: ["cat"],
      answer: "accept",
      _task_hash: 7,
      _session_id: "set-ann",
      _annotator_id: "ann",
      ...more,
    });
  const prodigy = (...lines: string[]) => read("answers.jsonl", lines.join("\n"));

  it("say yes to what was accepted and no to the other options that were shown", async () => {
    const { votes, readings } = await prodigy(
      answer({}),
      answer({ _annotator_id: undefined, accept: [3] }),
      answer({ path: undefined, image: "https://example.org/b.jpg", accept: [] }),
    );
    expect(votes).toEqual([
      "a.jpg 3 ann: no",
      "a.jpg 3 set-ann: yes",
      "a.jpg cat ann: yes",
      "a.jpg cat set-ann: no",
      "a.jpg dog ann: no",
      "a.jpg dog set-ann: no",
      "example.org/b.jpg 3 ann: no",
      "example.org/b.jpg cat ann: no",
      "example.org/b.jpg dog ann: no",
    ]);
    expect(() => refuseIdle("none", readings)).toThrow(/Leave it out/);
  });

  it("about one label are yes and no; what was ignored, or rejected as a whole, is left out and counted", async () => {
    const one = { options: undefined, accept: undefined, label: "cat" };
    const { votes, notes } = await prodigy(
      answer(one),
      answer({ ...one, path: undefined, meta: { file: "b.jpg" }, answer: "reject" }),
      answer({ ...one, path: "c.jpg", answer: "ignore" }),
      answer({ path: "d.jpg", answer: "reject" }),
    );
    expect(votes).toEqual(["a.jpg cat ann: yes", "b.jpg cat ann: no"]);
    expect(notes).toEqual([
      "1 ignored examples left out",
      "1 examples rejected with all their options left out: why is not known",
    ]);
  });

  it.each<[string, object, RegExp]>([
    ["no name of the image", { path: undefined }, /line 2: it names no image/],
    ["nobody who answered", { _annotator_id: undefined, _session_id: null }, /does not say who answered/],
    ["an option that was not shown", { path: "b.jpg", accept: ["bird"] }, /"bird" was accepted, and is none/],
    [
      "another interface",
      { path: "b.jpg", options: undefined, spans: [] },
      /choice and classification are read/,
    ],
    ["a list that is none", { path: "b.jpg", accept: "cat" }, /its "accept" is no list/],
    ["the same answer again", {}, /row 2: row 1 holds an answer of the same annotator/],
  ])("with %s are refused", async (_, more, message) => {
    await expect(prodigy(answer({}), answer(more))).rejects.toThrow(message);
  });
});

it("names the forms of votes where JSON is none of them", async () => {
  await expect(read("a.json", '[{"image": "a.jpg"}]')).rejects.toThrow(/tasks of Label Studio \(JSON\)/);
  await expect(read("a.json", "[]")).rejects.toThrow(/tasks of Label Studio \(JSON\)/);
  await expect(read("a.jsonl", '{"image": "a.jpg"}\n')).rejects.toThrow(/answers of Prodigy \(JSONL\)/);
});
