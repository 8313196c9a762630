import { expect, it } from "vitest";
import type { SheetView } from "../../contract/contains/sheet.ts";
import { emptyMarks } from "../../core/contains/sheetAnswer.ts";
import { changeSheets, emptySheets, type Kept, type SheetEvent, type SheetSession } from "./sheetSession.ts";

const viewOf = (id: string, ticked: string[] = []): SheetView => ({
  id,
  project: "p",
  state: "open",
  revision: 0,
  locked: false,
  label: 1,
  exemplarVersion: 0,
  shownAfterMs: 400,
  images: ["a", "b", "c"].map((image) => ({
    id: image,
    width: 1,
    height: 1,
    thumbnailUrl: "",
    screenUrl: "",
    originalUrl: "",
  })),
  draft: { marks: marksOf(ticked), activeMs: 5 },
});
const marksOf = (ticked: string[]) =>
  emptyMarks(["a", "b", "c"]).map((mark) => ({ ...mark, isTicked: ticked.includes(mark.image) }));
const nothing: Kept = () => undefined;
const arrived = (ids: string[], kept = nothing): SheetEvent => {
  const [current = null, ...ahead] = ids.map((id) => viewOf(id));
  return { kind: "arrived", position: { current, ahead, progress: { done: 0, left: 9 } }, kept };
};
const after = (...events: SheetEvent[]): SheetSession => events.reduce(changeSheets, emptySheets);
const idsOf = ({ queue }: SheetSession) => queue.map(({ view }) => view.id);
const tickedOf = ({ queue: [shown] }: SheetSession) =>
  shown?.marks.flatMap(({ image, isTicked }) => (isTicked ? [image] : []));
const submitted: SheetEvent = { kind: "submit", marks: marksOf(["b"]) };

it("goes on with the sheet that is here, and takes each sheet once, however answers come", () => {
  const one = after(arrived(["1", "2"]), submitted);
  expect(idsOf(one)).toEqual(["2"]);
  expect(one.progress).toEqual({ done: 1, left: 8 });
  // A reply from before the submission names the first one again.
  expect(idsOf(changeSheets(one, arrived(["1", "2", "3"])))).toEqual(["2", "3"]);
});

it("what is not saved yet comes before what the server holds; what was submitted is not shown again", () => {
  const kept: Kept = (id) =>
    id === "1"
      ? { state: "submitted", draft: { marks: marksOf([]), activeMs: 1 } }
      : id === "2"
        ? { state: "draft", draft: { marks: marksOf(["c"]), activeMs: 70 } }
        : undefined;
  const session = after(arrived(["1", "2"], kept));
  expect(idsOf(session)).toEqual(["2"]);
  expect(tickedOf(session)).toEqual(["c"]);
  expect(session.queue[0]?.earlierMs).toBe(70);
});

it("ticks are taken back one by one, and the last sheet comes back as it was submitted", () => {
  const toggle = (at: number): SheetEvent => ({ kind: "toggle", at, activeMs: 10 });
  const ticked = after(arrived(["1", "2"]), toggle(0), toggle(2));
  expect(tickedOf(ticked)).toEqual(["a", "c"]);
  expect(ticked.queue[0]?.marks[2]).toMatchObject({ changedMs: 10 });
  const undone = changeSheets(ticked, { kind: "untoggle", activeMs: 20 });
  expect(tickedOf(undone)).toEqual(["a"]);
  const back = [submitted, { kind: "back" } as const].reduce(changeSheets, undone);
  expect(idsOf(back)).toEqual(["1", "2"]);
  expect(tickedOf(back)).toEqual(["b"]);
  expect(back.progress).toEqual({ done: 0, left: 9 });
  expect(back.done).toEqual([]);
});

it("a photo that cannot be shown loses its tick, and takes none", () => {
  const toggle: SheetEvent = { kind: "toggle", at: 1, activeMs: 10 };
  const missing: SheetEvent = { kind: "missing", at: 1, isMissing: true };
  expect(tickedOf(after(arrived(["1"]), toggle, missing))).toEqual([]);
  expect(tickedOf(after(arrived(["1"]), missing, toggle))).toEqual([]);
});

it("a sheet that was refused is gone, also as something to take back", () => {
  const gone: SheetEvent = { kind: "gone", sheet: "1" };
  expect(after(arrived(["1", "2"]), submitted, gone)).toMatchObject({
    done: [],
    queue: [{ view: { id: "2" } }],
  });
});
