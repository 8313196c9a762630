import { mkdir, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runProgram } from "../../test/servers/runProgram.ts";
import { makeNpy } from "../files/testing/makeNpy.ts";
import { makePhoto } from "../files/testing/makePhoto.ts";

const names = ["cat", "dog", "sofa"];
const images = Array.from({ length: 40 }, (_, at) => `${String(at).padStart(2, "0")}.jpg`);
const labelsOf = (at: number) => names.filter((_, label) => at % 3 === label || at % 7 === label);
/** A probability for each label, the image's own labels far above the others. */
const scoresOf = (at: number, sure: number) =>
  names.map((name) => (labelsOf(at).includes(name) ? sure : 1 - sure) / labelsOf(at).length);
const shares = (scores: number[]) => scores.map((score) => score / scores.reduce((sum, one) => sum + one));

const json = (value: unknown) => JSON.stringify(value);

/** Files as the documents name them, in the shapes that other tools write. */
const files: Record<string, string | Uint8Array> = {
  "labels.txt": names.join("\n"),
  "export.json": json(
    images.map((image, at) => ({
      data: { image: `/data/upload/1/${at.toString(16).padStart(8, "0")}-${image}` },
      annotations: [7, 8].map((annotator) => ({
        completed_by: annotator,
        was_cancelled: false,
        result: [
          {
            from_name: "labels",
            to_name: "image",
            type: "choices",
            value: { choices: at === 3 && annotator === 8 ? names : labelsOf(at) },
          },
        ],
      })),
    })),
  ),
  "answers.jsonl": images
    .flatMap((path, at) =>
      ["ann", "bo"].map((annotator) =>
        json({
          path,
          options: names.map((id) => ({ id, text: id })),
          accept: labelsOf(at),
          answer: "accept",
          _task_hash: at,
          _annotator_id: annotator,
        }),
      ),
    )
    .join("\n"),
  "default.json": json({
    infos: {},
    categories: { label: { labels: names.map((name) => ({ name, parent: "", attributes: [] })) } },
    items: images.map((image, at) => ({
      id: image.replace(".jpg", ""),
      annotations: labelsOf(at).map((name) => ({
        id: 0,
        type: "label",
        attributes: {},
        group: 0,
        label_id: names.indexOf(name),
      })),
      image: { path: image },
    })),
  }),
  "pred_probs.npy": makeNpy(
    "<f8",
    // The model sees something else in one image.
    images.map((_, at) => shares(scoresOf(at === 5 ? 6 : at, 0.9))),
  ),
  "labels.json": json(
    Object.fromEntries(images.map((image, at) => [image, labelsOf(at).map((name) => names.indexOf(name))])),
  ),
  "votes.csv": `image,label,annotator,answer\n${images
    .flatMap((image, at) =>
      ["ann", "bo"].flatMap((who) =>
        names.map((name) => `${image},${name},${who},${labelsOf(at).includes(name) ? "yes" : "no"}`),
      ),
    )
    .join("\n")}\n`,
  "images.csv": `image,label\n${images.map((image, at) => `${image},${names.indexOf(labelsOf(at)[0]!)}`).join("\n")}\n`,
  "a.npy": makeNpy(
    "<f8",
    images.map((_, at) => shares(scoresOf(at, 0.9))),
  ),
  "b.npy": makeNpy(
    "<f8",
    images.map((_, at) => shares(scoresOf(at % 5 === 0 ? at + 1 : at, 0.8))),
  ),
};

/** The commands of the blocks of a document that are marked so, in order. */
async function commandsOf(document: string, mark: string): Promise<string[][]> {
  const text = await readFile(join(import.meta.dirname, "../../docs", document), "utf8");
  const block = new RegExp(`^\`\`\`sh ${mark}\\n(.*?)^\`\`\``, "ms").exec(text)?.[1];
  if (block === undefined) throw new Error(`${document} has no commands that are marked "${mark}".`);
  return block
    .trim()
    .split("\n")
    .map((line) => [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain!))
    .map(([program, ...args]) => {
      expect(program).toBe("multilabelfy");
      return args;
    });
}

test.each([
  [
    "migrate.md",
    ["label-studio", "label-studio-originals"],
    ["40 images got proposals from before", "Labels recognised: 3 by key"],
  ],
  ["migrate.md", ["prodigy"], ["120 items", "probabilities.csv"]],
  [
    "migrate.md",
    ["cvat", "cleanlab"],
    [
      "The labels of 40 images are written",
      "Labels recognised: 3 by key",
      "1 image of 40 may be labelled wrongly",
    ],
  ],
  ["guide-analyst.md", ["analyst"], ["labels per image", "Fleiss' kappa", "report"]],
])("the commands of %s, %j, do what they say", async (document, marks, said) => {
  const cwd = await mkdtemp(join(tmpdir(), "multilabelfy-documents-"));
  await mkdir(join(cwd, "photos"));
  const photo = await makePhoto(32, 32).jpeg().toBuffer();
  for (const image of images) await writeFile(join(cwd, "photos", image), photo);
  for (const [name, content] of Object.entries(files)) await writeFile(join(cwd, name), content);
  let printed = "";
  for (const mark of marks)
    for (const args of await commandsOf(document, mark)) {
      const { code, out, error } = await runProgram(args, { cwd });
      expect({ args, code, error: code === 0 ? "" : error }).toEqual({ args, code: 0, error: "" });
      printed += out;
    }
  for (const words of said) expect(printed).toContain(words);
});
