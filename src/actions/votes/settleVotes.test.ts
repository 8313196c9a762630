import { expect, it } from "vitest";
import { makeDraft, makeModel, makePerson, makeProject, makeSave } from "../../../test/factories.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { realSettings } from "../../core/project/settings.ts";
import { labelsAbove } from "../../core/votes/settleImage.ts";
import { findAgreementOf } from "../../db/outcome/agreement.ts";
import { listSettledOf } from "../../db/outcome/settled.ts";
import { writeProposals } from "../../db/proposals/proposal.ts";
import { addGold } from "../gold/addGold.ts";
import { sendImages } from "../outcome/sendImages.ts";
import { changeSettings, previewSettings } from "../project/changeSettings.ts";
import { getSettings } from "../project/getSettings.ts";
import { createRelease } from "../releases/createRelease.ts";
import { getMyWork } from "../tasks/getMyWork.ts";
import { getNextWork } from "../tasks/getNextWork.ts";
import { saveAnnotation } from "../tasks/saveAnnotation.ts";
import { aggregateVotes } from "./aggregateVotes.ts";
import { readProjectVotes } from "./parts/readProjectVotes.ts";
import { settleApart } from "./settleApart.ts";
import { settleVotes } from "./settleVotes.ts";

const codes = { n: "no", m: "unsure", y: "yes" } as const;
type Letter = keyof typeof codes;

/** For each image, what ann, ben and cem say about its three labels. */
const ballots: Record<string, [string, string, string]> = {
  "a.jpg": ["ynn", "ynn", "ynn"],
  "b.jpg": ["yyn", "yyn", "yyn"],
  "c.jpg": ["nnn", "nnn", "nnn"],
  "d.jpg": ["ynn", "ymn", "yyn"],
  "e.jpg": ["nny", "nny", "nny"],
  "f.jpg": ["ynn", "ynn", "nnn"],
};

onBothDatabases("votes", (use) => {
  let project: string;
  let imageIds: Record<string, string>;
  let people: Record<string, string>;

  const begin = async (settings: Partial<typeof realSettings> = {}) => {
    ({ project, imageIds } = await makeProject(use(), {
      images: Object.fromEntries(Object.keys(ballots).map((key) => [key, [0]])),
      settings: { ...realSettings, votedLabels: 3, overlap: 3, ...settings },
    }));
    people = {};
    for (const name of ["ann", "ben", "cem", "dov"])
      people[name] = await makePerson(use(), project, name, ["annotator"]);
    people["eve"] = await makePerson(use(), project, "eve", ["expert"]);
  };
  const keyOf = (image: string) => Object.entries(imageIds).find(([, id]) => id === image)![0];
  const next = (person: string, stage: "vote" | "refine" = "vote") =>
    getNextWork(use(), { project, stage, person: people[person]! });
  const ballot = (letters: string) =>
    makeDraft([], {
      cards: [...letters].map((letter, label) => ({
        label,
        answer: codes[letter as Letter],
        how: "proposal" as const,
        position: label,
        shownMs: 1000,
      })),
    });
  /** Each votes on all images that they get; @returns the assignments, by key */
  const vote = async (person: string, say: (key: string) => string) => {
    const done = new Map<string, string>();
    while (true) {
      const { current } = await next(person);
      if (!current) return done;
      const key = keyOf(current.image.id);
      await saveAnnotation(use(), {
        assignment: current.id,
        person: people[person]!,
        ...makeSave(ballot(say(key))),
      });
      done.set(key, current.id);
    }
  };
  const voteAll = async () => {
    const done: Map<string, string>[] = [];
    for (const [at, person] of ["ann", "ben", "cem"].entries())
      done.push(await vote(person, (key) => ballots[key]![at]!));
    return done;
  };
  const settle = () => settleVotes(use(), { project, person: null });
  const outcomes = async () =>
    Object.fromEntries(
      await Promise.all(
        Object.entries(imageIds).map(
          async ([key, image]) => [key, await findAgreementOf(use().db, image)] as const,
        ),
      ),
    );
  const votesOnFile = () => {
    const keys = Object.keys(ballots);
    const items = keys.flatMap((image) => ["0", "1", "2"].map((label) => ({ image, label })));
    const rows = items.flatMap(({ image, label }, item) =>
      ballots[image]!.map((said, annotator) => ({
        item,
        annotator,
        answer: "nmy".indexOf(said[Number(label)]!),
      })),
    );
    return {
      items,
      annotators: ["ann", "ben", "cem"],
      item: Uint32Array.from(rows.map((row) => row.item)),
      annotator: Uint32Array.from(rows.map((row) => row.annotator)),
      answer: Uint8Array.from(rows.map((row) => row.answer)),
    };
  };

  it.each(["dawid-skene", "majority"] as const)(
    "wait until they are settled by %s, and then mean what they mean as a file",
    async (method) => {
      await begin({ voteMethod: method });
      await voteAll();
      expect(Object.values(await outcomes()).every((one) => one === undefined)).toBe(true);

      const settlement = await settle();
      const { probability } = aggregateVotes(votesOnFile(), { method });
      const expected = Object.keys(ballots).map((_, at) => Array.from(probability.slice(3 * at, 3 * at + 3)));
      for (const [at, key] of Object.keys(ballots).entries()) {
        const shares = expected[at]!;
        const { probabilities } = (await listSettledOf(use().db, [imageIds[key]!])).get(imageIds[key]!)!;
        expect(probabilities.map(([label]) => label)).toEqual([0, 1, 2]);
        expect(probabilities.map(([, share]) => share)).toEqual(shares);
        const found = await findAgreementOf(use().db, imageIds[key]!);
        const labels = labelsAbove(probabilities, 0.8);
        const isClear = labels.length > 0 && !shares.some((share) => share > 0.5 && share <= 0.8);
        expect(found, key).toMatchObject({ agreed: isClear, labels: isClear ? labels : [] });
      }
      expect(settlement).toMatchObject({ method, votes: 54, annotators: 3, images: 6, changed: 6, kept: 0 });
      expect(settlement.agreed + settlement.toExperts).toBe(6);
      expect(await settle()).toMatchObject({ changed: 0, images: 6, waiting: 0 });
    },
  );

  it("are calibrated only where there is gold enough, and nothing is changed where there is not", async () => {
    const tooLittle = {
      code: "not-ready",
      message: expect.stringMatching(/50 truly no.*There are 0 yes and 0 no on 0 images/),
    };
    await begin();
    const { version } = await getSettings(use(), { project });
    const changes = { voteMethod: "calibrated" as const };
    await expect(changeSettings(use(), { project, person: null, version, changes })).rejects.toMatchObject(
      tooLittle,
    );
    await begin(changes);
    await voteAll();
    await expect(settle()).rejects.toMatchObject(tooLittle);
    expect(Object.values(await outcomes())).toEqual(Object.keys(ballots).map(() => undefined));
  });

  it("come to the same where a process of its own settles them, whose failures are told here", async () => {
    await begin();
    const settleThere = () => settleApart(use(), { project, person: null });
    await expect(settleThere()).rejects.toMatchObject({
      code: "not-ready",
      message: "Nobody has voted yet.",
    });
    await voteAll();
    const there = await settleThere();
    const found = await outcomes();
    expect(there).toMatchObject({ votes: 54, images: 6, changed: 6 });
    expect(await settle()).toEqual({ ...there, changed: 0 });
    expect(await outcomes()).toEqual(found);
  });

  it("that change afterwards leave their image unsettled again, and no other", async () => {
    await begin();
    const [ofAnn] = await voteAll();
    await settle();
    const before = await outcomes();
    await saveAnnotation(use(), {
      assignment: ofAnn!.get("a.jpg")!,
      person: people["ann"]!,
      ...makeSave(ballot("nny"), { revision: 1 }),
    });
    expect(await outcomes()).toEqual({ ...before, "a.jpg": undefined });
    await settle();
    expect((await outcomes())["a.jpg"]).toBeDefined();
  });

  it("do not change what an expert has opened, a lead sent, or a release holds", async () => {
    await begin({ voteMethod: "majority" });
    await voteAll();
    await settle();
    await sendImages(use(), {
      project,
      images: [imageIds["a.jpg"]!],
      to: "refinement",
      reason: "look",
      person: null,
    });
    const { current } = await next("eve", "refine");
    const opened = keyOf(current!.image.id);
    const before = await outcomes();
    await createRelease(use(), { project, name: "one", allowPending: true, person: null });
    const { version } = await getSettings(use(), { project });
    const changes = { voteThreshold: 0.99, doubtFrom: 0.01, doubtTo: 0.99 };
    await changeSettings(use(), { project, person: null, version, changes });
    await vote("dov", () => "nnn");
    const after = await settle();
    const unopened = ["c.jpg", "f.jpg"].filter((key) => key !== opened);
    expect(after).toMatchObject({ changed: 0, kept: 6 - unopened.length });
    expect(await outcomes()).toEqual(before);
    expect(before[opened]).toMatchObject({ agreed: false });
    // After the lead's decision is taken back, the votes decide.
    await sendImages(use(), { project, images: [imageIds["a.jpg"]!], to: "rule", reason: "", person: null });
    expect((await outcomes())["a.jpg"]).toMatchObject({ agreed: true, labels: [0] });
  });

  it("move by another threshold without being joined anew", async () => {
    await begin({ voteMethod: "majority", doubtFrom: 0.5, doubtTo: 0.5 });
    await voteAll();
    await settle();
    expect((await outcomes())["f.jpg"]).toMatchObject({ agreed: false, reasons: ["votes-none"] });
    const changes = { voteThreshold: 0.6 };
    const { moves } = await previewSettings(use(), { project, changes });
    expect(moves.toAgreed.keys).toEqual(["f.jpg"]);
    const { version } = await getSettings(use(), { project });
    await changeSettings(use(), { project, person: null, version, changes });
    expect((await outcomes())["f.jpg"]).toMatchObject({ agreed: true, labels: [0] });
    // More voters per image: none has all its votes.
    const more = await previewSettings(use(), { project, changes: { overlap: 4 } });
    expect(more.moves.toAnnotators.images).toBe(6);
  });

  it("on gold images are read with what experts know of those, and settle nothing there", async () => {
    await begin({ goldShare: 0.5 });
    await addGold(use(), { project, person: null, keys: ["a.jpg", "b.jpg"] });
    for (const labels of [[0], [1]]) {
      const { current } = await next("eve", "refine");
      const known = makeDraft(labels, {
        cards: current!.cards.map(({ label, how }, position) => ({
          ...{ label, how, position, shownMs: 1000 },
          answer: labels.includes(label) ? ("yes" as const) : null,
        })),
        groupsOpened: [0, 1, 2, 3],
      });
      await saveAnnotation(use(), { assignment: current!.id, person: people["eve"]!, ...makeSave(known) });
    }
    const done = await voteAll();
    const read = await readProjectVotes(use().db, project);
    const { votes, find } = read.gold;
    expect(read.votes.items.every(({ image }) => image !== imageIds["a.jpg"])).toBe(true);
    const given = done.reduce((sum, one) => sum + [...one.keys()].filter((key) => key < "c").length, 0);
    expect(given).toBeGreaterThan(0);
    expect(votes.answer).toHaveLength(3 * given);
    const truths = new Set(votes.items.map(({ image, label }) => find(image, label)));
    expect([...truths].sort()).toEqual([0, 1]);
    expect(await settle()).toMatchObject({ images: 4, goldAnswers: 0 });
    expect((await outcomes())["a.jpg"]).toMatchObject({ agreed: false, reasons: [] });
  });

  it("are not asked for where all models name the original label, as long as the rules say so", async () => {
    await begin();
    const keys = Object.keys(ballots);
    const one = await makeModel(
      use(),
      imageIds,
      "one",
      Object.fromEntries(keys.map((key) => [key, [0, 1, 2]])),
    );
    const two = await makeModel(
      use(),
      imageIds,
      "two",
      Object.fromEntries(keys.map((key) => [key, key < "c" ? [0, 2, 1] : [1, 0, 2]])),
    );
    await writeProposals(
      use().db,
      keys.map((key) => ({
        image: imageIds[key]!,
        models: [one, two],
        method: { how: "union" as const, k: 3, withOriginal: true },
        ranking: [0, 1, 2].map((label) => ({ label, score: 0.5 ** label, models: 3 })),
      })),
      "2026-01-02T00:00:00.000Z",
    );
    const set = async (leaveOutModelAgreed: boolean) => {
      const { version } = await getSettings(use(), { project });
      return changeSettings(use(), { project, person: null, version, changes: { leaveOutModelAgreed } });
    };
    await set(false);
    expect((await getMyWork(use(), { project, person: people["ann"]! })).stages[0]!.total).toBe(6);
    await set(true);
    expect(await outcomes()).toMatchObject({
      "a.jpg": { agreed: true, labels: [0] },
      "b.jpg": { agreed: true, labels: [0] },
      "c.jpg": undefined,
    });
    expect([...(await vote("ann", () => "ynn")).keys()].sort()).toEqual(keys.slice(2));
    await expect(set(false)).rejects.toMatchObject({ code: "locked" });
  });

  it("are settled before a release, which says how, and what another threshold would make of them", async () => {
    await begin({ voteMethod: "majority", refineUnlabelled: false, doubtFrom: 0.5, doubtTo: 0.5 });
    await voteAll();
    const keys = Object.keys(ballots);
    await makeModel(use(), imageIds, "zeros", Object.fromEntries(keys.map((key) => [key, [0, 1]])));
    const release = await createRelease(use(), { project, name: "one", allowPending: false, person: null });
    // a 0, b 0 and 1, d 0, e 2; c none; f: 2 of 3 said yes, so none above .8.
    expect(release).toMatchObject({ images: 6, labels: 5, noLabel: 2 });
    expect(release.protocol).not.toHaveProperty("settings.agreementRule");
    const { votes } = release.protocol as { votes: Record<string, unknown> };
    expect(votes).toMatchObject({ method: "majority", threshold: 0.8, votes: 54, images: 6, modelAgreed: 0 });
    expect(votes["labelsByThreshold"]).toEqual([
      { threshold: 0.5, images: 5, noLabel: 1, labels: 6 },
      { threshold: 0.8, images: 4, noLabel: 2, labels: 5 },
      { threshold: 0.9, images: 4, noLabel: 2, labels: 5 },
    ]);
    expect(votes["realAccuracyByThreshold"]).toMatchObject([
      { threshold: 0.5, model: "zeros", count: 4, total: 5, share: 0.8 },
      { threshold: 0.8, model: "zeros", count: 3, total: 4, share: 0.75 },
      { threshold: 0.9, count: 3, total: 4 },
    ]);
  });

  it("are for projects of their protocol alone, and so are their rules", async () => {
    await begin({ preset: "paper" });
    await expect(settle()).rejects.toThrow(/follows the protocol paper, which compares the answers/);
    expect((await next("ann")).current).toBeNull();
    const { version } = await getSettings(use(), { project });
    const change = (changes: object) => changeSettings(use(), { project, person: null, version, changes });
    await expect(change({ voteThreshold: 0.7 })).rejects.toThrow(
      /voteThreshold means nothing in the protocol/,
    );
    await expect(change({ preset: "real", singleAnnotation: "accept" })).rejects.toThrow(
      /singleAnnotation means nothing in the protocol of the preset real/,
    );
  });

  it("must be there to be settled", async () => {
    await begin();
    await expect(settle()).rejects.toThrow("Nobody has voted yet.");
    await vote("ann", () => "ynn");
    await expect(settle()).rejects.toThrow(/No label of an image was answered by two people/);
  });
});
