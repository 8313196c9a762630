import { expect, it } from "vitest";
import { weeksAfter, workInWeeks } from "../../../test/made/workInWeeks.ts";
import { onBothDatabases } from "../../../test/onBothDatabases.ts";
import { driftReport } from "../../contract/people/drift.ts";
import { getDrift } from "./getDrift.ts";

/** A Monday. */
const first = Date.parse("2026-11-02T09:00:00Z");

onBothDatabases("drift", (use) => {
  it("tells a lead who takes longer than they used to, and ticks more", async () => {
    const { project } = await workInWeeks(use(), first);
    const before = await getDrift(weeksAfter(use(), first, 5), { project });
    expect(before.notes).toEqual([]);
    const found = driftReport.parse(await getDrift(weeksAfter(use(), first, 6), { project }));
    expect(found.people.map(({ name, charts }) => [name, charts.map(({ measure }) => measure)])).toEqual([
      ["Ann", ["leniency", "time"]],
      ["Ben", ["leniency", "time"]],
    ]);
    expect(
      found.notes.map(({ person, measure, side, since, images }) => [
        person.name,
        measure,
        side,
        since,
        images,
      ]),
    ).toEqual([
      ["Ann", "leniency", "high", "2026-12-07", 10],
      // With two people, nobody can tell which one has changed.
      ["Ben", "leniency", "low", "2026-12-07", 10],
      ["Ann", "time", "high", "2026-12-07", 10],
    ]);
  });
});
