import { expect, it } from "vitest";
import { type ExportFormat, exportFormats, isFolderFormat } from "../contract/releases/release.ts";
import { assumedSeconds } from "../core/pace/assumedEffort.ts";
import { numberOf } from "../core/project/settingRules.ts";
import { type AgreementRule, type Preset, presets, settingsOf } from "../core/project/settings.ts";
import { protocols } from "../core/stages/protocol.ts";
import { stageRules, stagesWith } from "../core/stages/rulesOf.ts";
import { byStage, type Stage, stages } from "../core/tasks/stage.ts";
import { insertEvent } from "../db/event.ts";
import type { Db } from "../db/schema.ts";
import type { Votes } from "../files/votes/readVotes.ts";
import { contents } from "./releases/releaseContents.ts";
import { stageWork } from "./tasks/stages/workOf.ts";
import { type AggregationSettings, aggregateVotes } from "./votes/aggregateVotes.ts";

// Closed lists: every table over their members is complete, and the compiler tells where a new member is missing. Each
// line below adds one: it would compile if its table did not have to be complete.

type Added = "added";
type AddedMethod = Omit<AggregationSettings, "method"> & { method: Added | AggregationSettings["method"] };

it("a member more is refused by the compiler wherever it is missing", () => {
  const refused = [
    // @ts-expect-error a stage without rules
    () => stageRules satisfies Record<Stage | Added, unknown>,
    // @ts-expect-error a stage that does nothing
    () => stageWork satisfies Record<Stage | Added, unknown>,
    // @ts-expect-error a stage without an effort to assume
    () => assumedSeconds satisfies Record<Stage | Added, unknown>,
    // @ts-expect-error a stage that a list of all leaves out
    () => byStage(() => 1) satisfies Record<Stage | Added, unknown>,
    // @ts-expect-error a preset that names no protocol
    () => protocols satisfies Record<Preset | Added, unknown>,
    // @ts-expect-error a preset without settings
    () => settingsOf satisfies Record<Preset | Added, unknown>,
    // @ts-expect-error a format that nothing writes
    () => contents satisfies Record<ExportFormat | Added, unknown>,
    // @ts-expect-error an agreement rule that cannot be written as text
    (rule: AgreementRule | { kind: Added }) => numberOf(rule),
    // @ts-expect-error a use of answers that no stage has
    () => stagesWith("added"),
    // @ts-expect-error a way to aggregate votes that nothing does
    (votes: Votes, settings: AddedMethod) => aggregateVotes(votes, settings),
    // @ts-expect-error an event of no known kind
    (db: Db) => insertEvent(db, { project: "", at: "", person: null, kind: "added" }),
  ];
  expect(refused).toHaveLength(11);
});

it("every table has what its list has", () => {
  for (const table of [stageRules, stageWork, assumedSeconds])
    expect(Object.keys(table)).toEqual([...stages]);
  for (const table of [protocols, settingsOf]) expect(Object.keys(table)).toEqual([...presets]);
  expect(Object.keys(contents)).toEqual(exportFormats.filter((format) => !isFolderFormat(format)));
});
