import { describe, expect, it } from "vitest";
import { paperSettings } from "../project/settings.ts";
import { annotate } from "../stages/annotate.ts";
import { refine } from "../stages/refine.ts";
import type { LockFacts } from "../stages/stageRules.ts";
import type { PageCard } from "./decideLabels.ts";
import { type AnswerFacts, type Settled, settleAnswer } from "./settleAnswer.ts";
import { settleSkip } from "./settleSkip.ts";

const now = new Date("2026-03-01T12:00:00.000Z");
const [past, future] = ["2026-03-01T11:00:00.000Z", "2026-03-01T12:30:00.000Z"];
/** 60 minutes from now. */
const renewed = "2026-03-01T13:00:00.000Z";

const unlocked: LockFacts = {
  isGold: false,
  isSubmitted: false,
  isRefined: false,
  isReleased: false,
  isReleasedSince: false,
  isShown: false,
};
const card = (label: number, changes: Partial<PageCard> = {}): PageCard => ({
  ...{ label, answer: null, how: "proposal", position: label, shownMs: 1000 },
  ...changes,
});
const answer = {
  cards: [card(1, { answer: "yes" }), card(2)],
  groupsOpened: [0],
  noneOfThese: false,
  comment: "",
};

/** Somebody submits an answer on an image that nobody else has; each test changes what it is about. */
const facts = (changes: Partial<AnswerFacts> = {}): AnswerFacts => ({
  stage: annotate,
  settings: paperSettings,
  labelCount: 10,
  now,
  assignment: { state: "open", leaseUntil: null },
  stored: null,
  sent: { as: "submitted", revision: 0, answer },
  page: {
    cards: [1, 2].map((label) => ({ label, how: "proposal" })),
    groupSize: 5,
    allGroups: false,
    commentOnChange: false,
  },
  lock: unlocked,
  isInPilot: false,
  asked: [],
  others: { standing: 0, held: 0 },
  ...changes,
});
const settle = (changes?: Partial<AnswerFacts>): Settled => {
  const settled = settleAnswer(facts(changes));
  if ("refusal" in settled) throw new Error(settled.refusal.message);
  return settled;
};
const refusal = (changes?: Partial<AnswerFacts>) => {
  const settled = settleAnswer(facts(changes));
  return "refusal" in settled ? settled.refusal.code : undefined;
};
const draft = { as: "draft", revision: 0, answer } as const;
const submitted = { state: "submitted", leaseUntil: null } as const;

describe("an answer that is submitted", () => {
  it("counts, says yes and no of what was shown, and moves the image", () => {
    const { decisions, ...rest } = settle();
    expect(rest).toEqual({
      assignment: { state: "submitted", extra: 0, leaseUntil: null },
      isReportedExtra: false,
      event: "submitted",
      answered: [],
      changesOutcome: true,
    });
    expect(decisions?.map((one) => [one.label, one.answer])).toEqual([
      [1, "yes"],
      [2, "no"],
    ]);
  });

  it("is surplus where others gave all that count, and its person is told", () => {
    expect(settle({ others: { standing: 1, held: 0 } }).assignment.extra).toBe(0);
    const third = settle({ others: { standing: 2, held: 0 } });
    expect([third.assignment.extra, third.isReportedExtra]).toEqual([1, true]);
  });

  it("is never surplus on gold, which everybody may have", () => {
    const gold = { lock: { ...unlocked, isGold: true }, others: { standing: 40, held: 40 } };
    expect(settle(gold).assignment.extra).toBe(0);
    expect(settle({ ...gold, assignment: { state: "open", leaseUntil: past } }).assignment).toEqual({
      state: "submitted",
      extra: 0,
      leaseUntil: renewed,
    });
  });

  it("is the first of an image whose overlap is 1", () => {
    expect(settle({ settings: { ...paperSettings, overlap: 1 } }).assignment.extra).toBe(0);
  });

  it("stays out of the count in a pilot, of which nobody is told", () => {
    const inPilot = settle({ isInPilot: true, others: { standing: 2, held: 0 } });
    expect([inPilot.assignment.extra, inPilot.isReportedExtra]).toEqual([1, false]);
    expect(settle({ isInPilot: true, sent: draft }).assignment.extra).toBe(1);
  });

  it("notes questions that it answers for the first time, and decides nothing on one that it leaves", () => {
    const cards = [
      card(1, { answer: "yes" }),
      card(7, { how: "question", answer: "no" }),
      card(8, { how: "question", answer: "yes" }),
      card(9, { how: "question" }),
    ];
    const page = {
      ...facts().page,
      cards: [1, 7, 8, 9].map((label) => ({
        label,
        how: label === 1 ? ("proposal" as const) : ("question" as const),
      })),
    };
    const asked = [7, 8, 9].map((label) => ({ label, isAnswered: label === 8 }));
    const settled = settle({
      page,
      asked,
      sent: { as: "submitted", revision: 0, answer: { ...answer, cards } },
    });
    expect(settled.answered).toEqual([{ label: 7, answer: "no" }]);
    expect(settled.decisions?.map(({ label }) => label)).toEqual([1, 7, 8]);
  });
});

describe("a draft", () => {
  it("opens the image again, and takes a submission back with all that it said", () => {
    const stored = { revision: 3, isSubmitted: true };
    const sent = { ...draft, revision: 3 };
    expect(settle({ sent, stored, assignment: submitted })).toMatchObject({
      assignment: { state: "open", extra: 0 },
      event: "taken-back",
      decisions: [],
      changesOutcome: true,
    });
    expect(settle({ sent: draft, assignment: { state: "skipped", leaseUntil: null } })).toMatchObject({
      assignment: { state: "open" },
      event: "draft-saved",
      decisions: null,
      changesOutcome: false,
    });
  });

  it("is open again for a question: what it had said is gone, and the outcome is not touched", () => {
    const settled = settle({ sent: { ...draft, revision: 1 }, stored: { revision: 1, isSubmitted: true } });
    expect([settled.event, settled.decisions, settled.changesOutcome]).toEqual(["draft-saved", [], false]);
  });

  it("may hold no answer yet, but no card that no page could have sent", () => {
    const nothing = { ...answer, cards: [card(1), card(2)] };
    expect(refusal({ sent: { ...draft, answer: nothing } })).toBeUndefined();
    expect(refusal({ sent: { as: "submitted", revision: 0, answer: nothing } })).toBe("answer-needed");
    expect(refusal({ sent: { ...draft, answer: { ...answer, cards: [card(3)] } } })).toBe("bad-request");
    const beyond = { ...answer, cards: [card(10, { how: "search" })] };
    expect(refusal({ sent: { ...draft, answer: beyond } })).toBe("unknown-label");
  });
});

describe("a lease", () => {
  const leased = (leaseUntil: string, held = 0, sent: AnswerFacts["sent"] = draft) =>
    settle({ sent, assignment: { state: "open", leaseUntil }, others: { standing: 0, held } });

  it("is renewed by any save, also after its end where the place is still free", () => {
    expect(leased(future).assignment.leaseUntil).toBe(renewed);
    expect(leased(past, 1).assignment.leaseUntil).toBe(renewed);
  });

  it("is lost where its place is taken: what is submitted then is surplus", () => {
    expect(leased(past, 2).assignment).toEqual({ state: "open", extra: 0, leaseUntil: past });
    const late = leased(past, 2, facts().sent);
    expect([late.assignment.extra, late.isReportedExtra, late.assignment.leaseUntil]).toEqual([
      1,
      true,
      past,
    ]);
  });

  it("does not matter where images are given in batches", () => {
    expect(settle({ others: { standing: 0, held: 9 } }).assignment).toEqual({
      state: "submitted",
      extra: 0,
      leaseUntil: null,
    });
  });
});

describe("a refinement", () => {
  it("is final if it is the first; the second is stored, and its expert not told", () => {
    expect(settle({ stage: refine })).toMatchObject({ assignment: { extra: 0 }, changesOutcome: false });
    expect(settle({ stage: refine, others: { standing: 1, held: 0 } })).toMatchObject({
      assignment: { extra: 1 },
      isReportedExtra: false,
    });
  });
});

describe("what is refused", () => {
  it("is an image that waits for the lead, before anything else", () => {
    expect(
      refusal({
        assignment: { state: "blocked", leaseUntil: null },
        stored: { revision: 5, isSubmitted: false },
      }),
    ).toBe("locked");
  });

  it("is an answer that an expert works on, or that a release holds, whatever is sent", () => {
    for (const lock of [
      { ...unlocked, isRefined: true },
      { ...unlocked, isReleased: true },
      { ...unlocked, isGold: true, isSubmitted: true, isReleasedSince: true },
    ]) {
      expect(refusal({ lock, sent: draft })).toBe("locked");
      expect(refusal({ lock })).toBe("locked");
    }
    expect(
      refusal({ lock: { ...unlocked, isGold: true, isRefined: true, isReleased: true } }),
    ).toBeUndefined();
    expect(refusal({ lock: { ...unlocked, isGold: true, isReleasedSince: true } })).toBeUndefined();
  });

  it("is a refinement that a release holds, but for gold, which can always be corrected", () => {
    const released = { ...unlocked, isRefined: true, isReleased: true };
    expect(refusal({ stage: refine, lock: { ...unlocked, isRefined: true } })).toBeUndefined();
    expect(refusal({ stage: refine, lock: released })).toBe("locked");
    expect(
      refusal({ stage: refine, lock: { ...released, isGold: true, isReleasedSince: true } }),
    ).toBeUndefined();
  });

  it("is a page that was built on another revision, before what it holds is looked at", () => {
    const nothing = { as: "submitted", revision: 2, answer: { ...answer, cards: [] } } as const;
    expect(refusal({ sent: nothing, stored: { revision: 3, isSubmitted: false } })).toBe("conflict");
    expect(refusal({ sent: { ...draft, revision: 1 } })).toBe("conflict");
    expect(refusal({ sent: nothing, stored: { revision: 2, isSubmitted: false } })).toBe("answer-needed");
  });
});

describe("an image that is put off", () => {
  const put = (changes: Partial<Parameters<typeof settleSkip>[0]> = {}) =>
    settleSkip({ state: "open", skips: 0, asked: 0, ...changes });

  it("comes back last, and waits for the lead the second time", () => {
    expect(put()).toEqual({ state: "skipped", skips: 1, declines: false });
    expect(put({ state: "skipped", skips: 1 })).toEqual({ state: "blocked", skips: 2, declines: false });
  });

  it("declines a question the second time: the annotation counts without its answer", () => {
    expect(put({ asked: 1 })).toEqual({ state: "skipped", skips: 1, declines: false });
    expect(put({ asked: 1, skips: 1 })).toEqual({ state: "submitted", skips: 2, declines: true });
  });

  it("has to be open", () => {
    for (const state of ["submitted", "blocked"] as const) {
      expect(put({ state })).toMatchObject({ refusal: { code: "locked" } });
    }
  });
});
