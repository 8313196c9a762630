import { expect, it } from "vitest";
import { annotateKeys, type Commands } from "../annotate/annotateKeys.ts";
import { openAnnotation } from "../annotate/state/annotationState.ts";
import { viewOf } from "../annotate/testing.ts";
import { type SettlingCommands, settlingKeys } from "../auditSample/settlingKeys.ts";
import type { Settling } from "../auditSample/useDifferences.ts";
import { type SheetCommands, sheetKeys } from "../contains/sheetKeys.ts";
import type { Sheets } from "../contains/useSheets.ts";
import { type ReviewCommands, reviewKeys } from "../review/reviewKeys.ts";
import type { Reviewing } from "../review/useReview.ts";
import { type SeverityCommands, severityKeys } from "../severity/severityKeys.ts";
import type { RatingErrors } from "../severity/useErrors.ts";
import type { Key } from "./key.ts";
import { keyName } from "./keyName.ts";

const nothing = () => {};
/** Commands that do nothing, whatever their names. */
const commands = new Proxy({}, { get: () => nothing }) as Commands &
  ReviewCommands &
  SheetCommands &
  SeverityCommands &
  SettlingCommands;

function keysOf(changes: Parameters<typeof viewOf>[1]): Key[] {
  const view = viewOf("a", changes);
  const annotation = openAnnotation(view, null);
  return annotateKeys({ view, annotation, submitted: false, skipped: false, begunFrom: null }, commands);
}

const refinement = {
  reasons: [],
  annotators: ["A", "B"].map((who) => ({ who, yes: [10], unsure: [], comment: "" })),
  earlier: [],
  reasonOnDecision: false,
  hidden: false,
} as unknown as NonNullable<NonNullable<Parameters<typeof viewOf>[1]>["refinement"]>;

const annotating = keysOf({});
const refining = keysOf({
  stage: "refine",
  refinement,
  cards: [{ label: 10, how: "proposal", decide: true }],
});
const voting = keysOf({
  stage: "vote",
  ballot: true,
  closed: true,
  groupSize: 8,
  cards: [{ label: 10, how: "proposal", decide: true }],
});
const reviewing = reviewKeys(
  { work: { view: { comparison: null, originals: [3] } } } as unknown as Reviewing,
  commands,
);

const ticking = sheetKeys(
  { work: { at: 0, marks: [] }, session: { done: [] } } as unknown as Sheets,
  commands,
);

const settling = settlingKeys({} as Settling, commands);

const rating = severityKeys({} as RatingErrors, commands);

const capsOf = (key: Key) =>
  key.shownAs ??
  [
    ...new Set(key.shortcuts.filter(({ code }) => !code.startsWith("Numpad")).map((one) => keyName(one))),
  ].join(" or ");
const rowsOf = (keys: readonly Key[]) =>
  keys
    .filter((key) => !key.hidden)
    .map((key) => `| \`${capsOf(key).replaceAll(" or ", "` or `")}\` | ${key.label} |`);
const tableOf = (keys: readonly Key[]) => ["| key | does |", "|---|---|", ...rowsOf(keys)].join("\n");

it("docs/keys.md lists every key of every page", async () => {
  const known = new Set(annotating.map(({ id }) => id));
  await expect(`# Keys

Made from the program's own keys (\`npm test -- src/web/keys -u\` writes it anew). On the page, \`?\` shows them as your keyboard prints them, changes them or turns single letters off. Keys go by their place: the letters here are those of a QWERTY keyboard, and digits and \`Enter\` of the number pad do the same.

## Annotating and refining
${tableOf(annotating)}

\`Esc\` leaves a text field or a dialog, or stops what is under way.

### Only where an expert refines, or a question asks for a yes or a no
${tableOf(refining.filter(({ id }) => !known.has(id)))}

### Only where people vote
${tableOf(voting.filter(({ id }) => ["toggle1", "yes", "maybe", "no"].includes(id)))}

## Reviewing images without a label
${tableOf(reviewing)}

## Sheets of photos
${tableOf(ticking)}

## Rating errors
${tableOf(rating)}

## Settling the differences of an audit sample
${tableOf(settling)}
`).toMatchFileSnapshot("../../../docs/keys.md");
});

it("no two keys of a page are the same, and each key that is left out is one that another row tells of", () => {
  for (const keys of [annotating, refining, voting, reviewing, ticking, rating, settling]) {
    const all = keys.flatMap(({ shortcuts }) => shortcuts.map((shortcut) => JSON.stringify(shortcut)));
    expect(new Set(all).size).toBe(all.length);
    for (const { id } of keys.filter(({ hidden }) => hidden))
      expect(id).toMatch(/^(toggle|unsure|move-|cause|verdict-|leave|submit-anywhere)/);
  }
});
