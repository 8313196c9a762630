import { describe, expect, it } from "vitest";
import { type Role, roles } from "../tasks/stage.ts";
import {
  isOpenTo,
  isPrivateTo,
  mayRead,
  mayReadThread,
  mayWrite,
  type OwnAnswers,
  type Place,
  writesAs,
} from "./mayRead.ts";
import { mentionOf, mentionsIn, splitMentions } from "./mentions.ts";

const places: readonly Place[] = ["open", "refining", "settled"];
const owns: readonly OwnAnswers[] = ["none", "open", "given", "locked"];

/** By role and place: with which own answers somebody may read what others say. */
const mayWith: Record<Role, Record<Place, readonly OwnAnswers[]>> = {
  lead: { open: owns, refining: owns, settled: owns },
  expert: { open: [], refining: ["none", "locked"], settled: ["none", "locked"] },
  annotator: { open: [], refining: [], settled: ["locked"] },
};

const cases = roles.flatMap((role) => places.flatMap((place) => owns.map((own) => ({ role, place, own }))));

describe("who may read what is said of an image", () => {
  it.each(cases)("$role, own answer $own, image $place", ({ role, place, own }) => {
    const reader = { id: "me", roles: [role], own, mayStillCome: false };
    const image = { place, isAside: false };
    const may = mayWith[role][place].includes(own);
    expect(mayReadThread(reader, image)).toBe(may);
    // Who may be asked yet, and of gold, nobody but leads.
    expect(mayReadThread({ ...reader, mayStillCome: true }, image)).toBe(role === "lead");
    expect(mayReadThread(reader, { place, isAside: true })).toBe(role === "lead");
    // Nobody without a role, whatever they once answered.
    expect(mayReadThread({ ...reader, roles: [] }, image)).toBe(false);

    const openly = { author: "other", as: "lead", to: null } as const;
    const question = { author: "other", as: "annotator", to: null } as const;
    const toOther = { author: "lead", as: "lead", to: "other" } as const;
    expect(mayRead(reader, image, openly)).toBe(may);
    for (const between of [question, toOther])
      expect(mayRead(reader, image, between)).toBe(role === "lead" || (may && place === "settled"));
    // One's own words, and what was said to oneself.
    for (const mine of [
      { ...question, author: "me" },
      { ...toOther, to: "me" },
    ])
      expect(mayRead(reader, { ...image, isAside: true }, mine)).toBe(true);
    expect(mayWrite(reader, image)).toBe(may || own !== "none");
  });

  it.each(places)("holds for whoever annotates and refines: an image that is %s", (place) => {
    const both = { id: "me", roles: ["annotator", "expert"] as const, mayStillCome: false };
    for (const own of owns) {
      const reader = { ...both, own };
      const may = mayWith.expert[place].includes(own);
      expect(mayReadThread(reader, { place, isAside: false })).toBe(may);
      expect(writesAs(reader, { place, isAside: false })).toBe(may ? "expert" : "annotator");
    }
  });
});

describe("what somebody is told of their own words", () => {
  const mine = { as: "annotator", to: null } as const;
  const told = (own: OwnAnswers, image: { place: Place; isAside: boolean }) => {
    const reader = { id: "me", roles: ["annotator"] as const, own, mayStillCome: false };
    return [isOpenTo(reader, image), isPrivateTo(reader, image, mine)];
  };

  it.each(["open", "given"] as const)("does not tell whether others agree: own answer %s", (own) => {
    for (const place of places) expect(told(own, { place, isAside: false })).toEqual([false, true]);
  });

  it.each(owns)("is the same of gold as of other images that end: own answer %s", (own) => {
    // A release locks both; gold never has final labels.
    expect(told(own, { place: "open", isAside: true })).toEqual(
      told(own, { place: "settled", isAside: false }),
    );
  });
});

describe("mentions", () => {
  it("are found in a text, which is shown in parts", () => {
    const text = `${mentionOf("a1")}, ask ${mentionOf("b2")} and ${mentionOf("a1")} @{not one} @nobody`;
    expect(mentionsIn(text)).toEqual(["a1", "b2"]);
    expect(splitMentions(text)).toEqual([
      { person: "a1" },
      { text: ", ask " },
      { person: "b2" },
      { text: " and " },
      { person: "a1" },
      { text: " @{not one} @nobody" },
    ]);
  });
});
