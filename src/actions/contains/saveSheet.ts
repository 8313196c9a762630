import type {
  SavedSheet,
  SaveSheetBody,
  SaveSheetReply,
  StoredSheet,
} from "../../contract/contains/sheet.ts";
import { Failure } from "../../contract/failure.ts";
import { decideSheet, emptyMarks } from "../../core/contains/sheetAnswer.ts";
import { contains as rules } from "../../core/stages/contains.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import {
  countTakenByOthers,
  findSheetOf,
  listSheetImages,
  type SheetWork,
  updateSheetAnswer,
  writeSheetFlags,
  writeTicks,
} from "../../db/contains/sheetAnswer.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";
import { doOnce } from "../doOnce.ts";
import { keepRules, lockQueue } from "../lock.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { checkWorksOn, goOn } from "../tasks/goOn.ts";
import { getNextSheets } from "./getNextSheets.ts";
import { isClosed, leaseUntil, notYourSheet, readDraft } from "./parts/openSheet.ts";

type With = Pick<Context, "db" | "dialect" | "now">;
type Whose = { sheet: string; person: string };

/**
 * Saves the state of a sheet on a person's page: as a draft, submitted, or with its submission taken back. A sheet that
 * was submitted late, when it already had all its answers, is kept but not counted.
 *
 * @throws Failure `conflict` (with what is stored) where the page was built on an older revision; `locked` where its
 *   plan was closed; `answer-needed` where photos were not on screen yet; `bad-request` for images of another sheet
 */
export async function saveSheet(ctx: With, input: SaveSheetBody & Whose): Promise<SaveSheetReply> {
  const { operation, person, ...request } = input;
  const saved = await doOnce(ctx, { person, operation, request }, async (db, operation) => {
    const named = await findSheetOf(db, person, input.sheet);
    if (!named) throw notYourSheet();
    await keepRules(db, ctx.dialect, named.projectId);
    // Two late submissions must see each other.
    await lockQueue(db, ctx.dialect, `${named.sheetId} ${rules.name}`);
    const sheet = (await findSheetOf(db, person, named.id)) ?? named;
    if (isClosed(sheet)) {
      throw new Failure(
        "locked",
        "The lead has closed these sheets, so their answers stay as they were submitted. Go back to “My work”.",
      );
    }
    if (input.revision !== sheet.revision) throw await conflict(db, sheet);
    const { saved, kind } = await store(ctx, db, sheet, input);
    await insertEvent(db, {
      project: sheet.projectId,
      at: ctx.now().toISOString(),
      person,
      kind,
      operation,
      before: { state: sheet.state, ticked: tickedOf(readDraft(sheet)) },
      after: { saved, sheet: sheet.number, ticked: tickedOf(input.draft) },
    });
    return saved;
  });
  return { saved, next: input.state === "submitted" ? await goOn(() => getSheetsAfter(ctx, input)) : null };
}

async function store(ctx: With, db: Db, sheet: SheetWork, { state, draft, person }: SaveSheetBody & Whose) {
  const { projectId: project } = sheet;
  const { settings } = await getProject(db, project);
  await checkQualified(db, { project, person, stage: openingOf(settings).name, settings });
  const images = (await listSheetImages(db, sheet.sheetId)).map(({ id }) => id);
  const problem = rules.task.check(draft.marks, { images, shownAfterMs: settings.shownAfterMs, as: state });
  if (problem) throw new Failure(problem.code, problem.message, { images: problem.images });
  const submits = state === "submitted";
  const now = ctx.now();
  const at = now.toISOString();
  const others = submits ? await countTakenByOthers(db, sheet, at) : 0;
  const extra = submits && others >= rules.places(settings, sheet);
  const isStored = await updateSheetAnswer(db, sheet, {
    state: submits ? "submitted" : "open",
    draftJson: JSON.stringify(draft),
    activeMs: draft.activeMs,
    extra: extra ? 1 : 0,
    leaseUntil: leaseUntil(now, settings),
    submittedAt: submits ? at : null,
    updatedAt: at,
  });
  if (!isStored) throw await conflict(db, (await findSheetOf(db, person, sheet.id)) ?? sheet);
  const flags = new Map(
    draft.marks.flatMap(({ image, flag }) => (flag === undefined ? [] : [[image, flag]])),
  );
  for (const [image, reason] of await writeSheetFlags(db, sheet, flags, at)) {
    const about = { project, at, person, image };
    if (reason === null) await insertEvent(db, { ...about, kind: "photo-unflagged" });
    else await insertEvent(db, { ...about, kind: "photo-flagged", after: { comment: reason } });
  }
  await writeTicks(db, sheet.id, submits ? decideSheet(draft.marks) : []);
  const saved: SavedSheet = {
    sheet: sheet.id,
    revision: sheet.revision + 1,
    state: submits ? "submitted" : "open",
    extra,
  };
  const kind = submits ? "sheet-submitted" : sheet.state === "submitted" ? "sheet-taken-back" : "sheet-saved";
  return { saved, kind } as const;
}

/** The ticked images, as the history stores them. */
const tickedOf = (draft: SaveSheetBody["draft"] | null): string[] =>
  (draft?.marks ?? []).flatMap(({ image, isTicked }) => (isTicked ? [image] : []));

/** @throws Failure where the save had been stored before, and its person no longer works here */
async function getSheetsAfter(ctx: With, { sheet, person }: Whose) {
  const own = await findSheetOf(ctx.db, person, sheet);
  if (!own) throw notYourSheet();
  const { projectId: project } = own;
  await checkWorksOn(ctx.db, { project, person, role: rules.role });
  return getNextSheets(ctx, { project, person });
}

async function conflict(db: Db, sheet: SheetWork): Promise<Failure> {
  const { id, revision, state, extra } = sheet;
  const images = (await listSheetImages(db, sheet.sheetId)).map((image) => image.id);
  const stored: StoredSheet = {
    saved: { sheet: id, revision, state, extra: extra === 1 },
    draft: readDraft(sheet) ?? { marks: emptyMarks(images), activeMs: 0 },
  };
  return new Failure(
    "conflict",
    "This sheet was changed in another window. Choose which answers to keep.",
    stored,
  );
}
