import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultWishes, makeSheets } from "../../../src/actions/contains/planContains.ts";
import { readSelections } from "../../../src/actions/contains/readSelections.ts";
import { createProject } from "../../../src/actions/project/createProject.ts";
import type { SaveSheetReply, SheetPosition, SheetView } from "../../../src/contract/contains/sheet.ts";
import { selectionOf } from "../../../src/core/contains/countSelections.ts";
import { statusOfImage } from "../../../src/core/contains/statusOfImage.ts";
import { newId } from "../../../src/db/sql/newId.ts";
import { startTestServer } from "../../../src/server/testServer.ts";
import { makeModel } from "../../factories.ts";
import { openFolder } from "../../openFolder.ts";
import type { Row } from "../protocols.ts";
import { fill, readPublished, signIn } from "./replayClassify.ts";

const askedEach = 9;

/**
 * Replays answers to CONTAINS over HTTP. The answers to it were not published one by one; so the nine people tick on sheets
 * what nine people ticked in the next question, and one more ticks everything and has to be left out. The project's
 * frequencies must be those of the nine.
 *
 * @param limit images at most
 */
export async function replayContains(researchData: string, limit: number): Promise<Row[]> {
  const all = await readPublished(join(researchData, "tsipras/classify.jsonl.gz"), limit);
  const published = all.filter(({ answers }) => answers.length === askedEach);
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-replay-"));
  const ctx = await openFolder(dataFolder);
  const server = await startTestServer(ctx);
  try {
    const { id: project } = await createProject(ctx, { name: "Replay", labelSpace: "imagenet-1k" });
    const keyOf = await fill(ctx.db, project, published);
    const imageIds = Object.fromEntries([...keyOf].map(([id, key]) => [key, id]));
    const labelsOf = new Map(
      published.map(({ image, answers }) => [
        image,
        [...new Set(answers.flatMap(({ selected }) => selected))],
      ]),
    );
    await makeModel(ctx, imageIds, "what people named", Object.fromEntries(labelsOf));
    const plan = await makeSheets(ctx, { project, ...defaultWishes, topK: 20, workers: askedEach + 1 });
    const answersOf = new Map(published.map(({ image, answers }) => [image, answers]));
    const isTicked = (person: number, key: string, label: number) =>
      person === askedEach || answersOf.get(key)![person]!.selected.includes(label);
    const start = performance.now();
    const saves = await Promise.all(
      Array.from({ length: askedEach + 1 }, async (_, person) => {
        const send = await signIn(ctx, server.url, { project, person });
        let { current } = (await send("GET", `/api/projects/${project}/sheets/next`)) as SheetPosition;
        let sheets = 0;
        for (; current; sheets++) {
          const body = submit(current, (image) => isTicked(person, keyOf.get(image)!, current!.label));
          const { next } = (await send("PUT", `/api/sheets/${current.id}`, body)) as SaveSheetReply;
          current = next?.current ?? null;
        }
        return sheets;
      }),
    );
    const seconds = (performance.now() - start) / 1000;
    const { images, people, rules } = await readSelections(ctx.db, { project });
    const found = new Map(images.map((one) => [keyOf.get(one.image), one]));
    const compared = published.map(({ image, original, answers }) => {
      const labels = [...new Set([...labelsOf.get(image)!, original])].sort((a, b) => a - b);
      const wanted = labels.map((label) =>
        selectionOf(
          String(label),
          answers.filter(({ selected }) => selected.includes(label)).length,
          askedEach,
        ),
      );
      const ours = found.get(image);
      const { status } = statusOfImage(wanted, String(original), rules);
      return {
        frequencies: JSON.stringify(ours?.selections) === JSON.stringify(wanted),
        status: ours?.outcome?.status === status,
      };
    });
    const count = (name: "frequencies" | "status") => compared.filter((one) => one[name]).length;
    const given = saves.reduce((sum, sheets) => sum + sheets, 0);
    const equal = (name: "frequencies" | "status", goal: string): Row => ({
      goal: `contains: ${goal}`,
      measured: `${count(name)} of ${published.length}`,
      verdict: count(name) === published.length ? "met" : "missed",
    });
    const dropped = people.filter(({ isDropped }) => isDropped);
    return [
      {
        goal: `contains: ${plan.pairs} pairs of ${published.length} images on ${plan.sheets} sheets, each answered by ${askedEach + 1} people over HTTP`,
        measured: `${given} sheets in ${seconds.toFixed(0)} s`,
        verdict: given === plan.sheets * (askedEach + 1) ? "met" : "missed",
      },
      {
        goal: "contains: who ticks everything is left out by the controls, and nobody else",
        measured: `${dropped.length} left out`,
        verdict: dropped.length === 1 && dropped[0]!.missed === 0 ? "met" : "missed",
      },
      equal("frequencies", "selection frequencies with their counts as given"),
      equal("status", "status as it follows from them"),
    ];
  } finally {
    await server.close();
    await ctx.db.destroy();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

const submit = ({ images, revision }: SheetView, isTicked: (image: string) => boolean) => ({
  operation: newId(),
  revision,
  state: "submitted",
  draft: {
    marks: images.map(({ id }) => ({
      image: id,
      isTicked: isTicked(id),
      shownMs: 1000,
      changedMs: null,
      isMissing: false,
    })),
    activeMs: 60_000,
  },
});
