import { Failure } from "../../contract/failure.ts";
import type { Moves, SettingChanges, SettingsView } from "../../contract/project/settings.ts";
import {
  applyChanges,
  type ChangeKind,
  changeKinds,
  describeValue,
  findContradiction,
  type Setting,
  settingNames,
  settingsThatDiffer,
} from "../../core/project/settingRules.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import { isAsked } from "../../core/stages/ownSettings.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { insertEvent } from "../../db/event.ts";
import { listPracticeImages } from "../../db/practice.ts";
import { getProject, updateSettings } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { hasWork } from "../../db/tasks/assignmentCounts.ts";
import type { Context } from "../context.ts";
import { tooFewPractice } from "../practice/findQualification.ts";
import { checkCalibratable } from "../votes/checkCalibratable.ts";
import { leaveOutAgreed } from "../votes/leaveOutAgreed.ts";
import { getSettings } from "./getSettings.ts";
import { findMoves, makeMoves } from "./parts/findMoves.ts";

/** What a change of rules would mean. @throws Failure as `changeSettings` */
export async function previewSettings(
  { db }: Pick<Context, "db">,
  { project, changes }: { project: string; changes: SettingChanges },
): Promise<{ changing: { setting: Setting; kind: Exclude<ChangeKind, "fixed"> }[]; moves: Moves }> {
  const { settings: before } = await getProject(db, project);
  const after = await checkChanges(db, project, before, changes);
  const differing = settingsThatDiffer(before, after);
  const begun = await hasWork(db, project);
  return {
    changing: differing.map((setting) => {
      const kind = changeKinds[setting];
      return { setting, kind: kind === "fixed" || !begun ? "free" : kind };
    }),
    moves: (await findMoves(db, project, { before, after })).moves,
  };
}

/**
 * Changes rules of a project, and moves the images affected, in one transaction.
 *
 * @param input.version of the settings that the change is based on
 * @param input.moving how many images the preview showed as moving; left out where that does not matter
 * @throws Failure `conflict` with what is stored, where somebody else changed them meanwhile; `locked` for a rule that
 *   can no longer change; `bad-request` where rules contradict each other; `not-ready` where another number of images
 *   would move than was shown, or where there are too few practice images, or too little gold to calibrate votes
 */
export async function changeSettings(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    person,
    version,
    changes,
    moving,
  }: {
    project: string;
    person: string | null;
    version: number;
    changes: SettingChanges;
    moving?: number | undefined;
  },
): Promise<SettingsView> {
  await ctx.db.transaction().execute(async (db) => {
    const { settings: before } = await getProject(db, project);
    const after = await checkChanges(db, project, before, changes);
    // This comes first: from here on others wait, and submissions are judged by the new rules.
    if (!(await updateSettings(db, project, version, after))) throw await conflict(db, project, changes);
    const { moves, list } = await findMoves(db, project, { before, after });
    if (moving !== undefined && moving !== moves.total) {
      throw new Failure(
        "not-ready",
        `${moving} images were to move, and by now it is ${moves.total}. Look at them again, then save.`,
      );
    }
    const at = ctx.now().toISOString();
    await makeMoves(db, list, { project, person, at, twiceShare: after.twiceShare });
    if (before.leaveOutModelAgreed !== after.leaveOutModelAgreed || openingOf(before) !== openingOf(after))
      await leaveOutAgreed((run) => run(db), { id: project, settings: after }, at);
    const differing = settingsThatDiffer(before, after);
    const values = (settings: ProjectSettings) => ({
      ...(before.preset === after.preset ? {} : { preset: settings.preset }),
      ...Object.fromEntries(differing.map((name) => [name, settings[name]])),
    });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: "settings-changed",
      before: values(before),
      after: { ...values(after), moved: moves.total },
    });
  });
  return getSettings(ctx, { project });
}

async function conflict(db: Db, project: string, changes: SettingChanges): Promise<Failure> {
  const stored = await getSettings({ db }, { project });
  const names = Object.keys(changes).filter((name): name is Setting => name in changeKinds);
  const values = names.map((name) => `${name} is ${describeValue(stored.settings[name])} now`).join(", ");
  return new Failure(
    "conflict",
    `${stored.changed?.by ?? "Somebody else"} changed the settings while you did: ${values || "another preset"}. Choose which values to keep.`,
    { stored },
  );
}

/** @returns the settings after the changes */
async function checkChanges(
  db: Db,
  project: string,
  before: ProjectSettings,
  changes: SettingChanges,
): Promise<ProjectSettings> {
  const after = applyChanges(before, withoutUndefined(changes));
  const contradiction = findContradiction(after);
  if (contradiction) throw new Failure("bad-request", contradiction);
  await checkPracticeReady(db, project, before, after);
  checkAsked(changes, after);
  if (after.voteMethod === "calibrated" && before.voteMethod !== "calibrated")
    await checkCalibratable(db, project);
  const fixed = settingsThatDiffer(before, after).filter((name) => changeKinds[name] === "fixed");
  const begun = await hasWork(db, project);
  if (begun && openingOf(before) !== openingOf(after)) {
    throw new Failure(
      "locked",
      `Images are with annotators, and the preset ${after.preset} would ask them another question than ${before.preset}. Make another project for it.`,
    );
  }
  if (begun && fixed.length > 0) {
    throw new Failure(
      "locked",
      `Images are with annotators, so this can no longer change: ${fixed.join(", ")}. Make another project for other rules.`,
      { fixed },
    );
  }
  return after;
}

/** A rule that no stage of the protocol uses would have no effect. */
function checkAsked(changes: SettingChanges, { preset }: ProjectSettings): void {
  const idle = settingNames.filter((name) => changes[name] !== undefined && !isAsked(name, preset));
  if (idle.length === 0) return;
  throw new Failure(
    "bad-request",
    `${idle.join(", ")} ${idle.length === 1 ? "means" : "mean"} nothing in the protocol of the preset ${preset}. Leave ${idle.length === 1 ? "it" : "them"} out.`,
  );
}

/** Without enough practice images nobody could begin, and their work would stay closed. */
async function checkPracticeReady(
  db: Db,
  project: string,
  before: ProjectSettings,
  after: ProjectSettings,
): Promise<void> {
  if (!after.qualification) return;
  if (before.qualification && after.qualificationImages <= before.qualificationImages) return;
  const ready = (await listPracticeImages(db, project)).length;
  if (ready < after.qualificationImages)
    throw new Failure("not-ready", tooFewPractice(ready, after.qualificationImages));
}

const withoutUndefined = (changes: SettingChanges): Partial<ProjectSettings> =>
  Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
