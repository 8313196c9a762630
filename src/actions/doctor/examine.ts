import { accessSync, constants, existsSync } from "node:fs";
import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { listProjects } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";
import { findSecretMark, markOf } from "../../db/secretMark.ts";
import { checkIntegrity, findDatabaseVersion } from "../../db/sql/checkIntegrity.ts";
import { openSnapshot } from "../../db/sql/copy/openSnapshot.ts";
import { holdLock } from "../../db/sql/holdLock.ts";
import { listMigrations } from "../../db/sql/listMigrations.ts";
import { openDatabase } from "../../db/sql/openDatabase.ts";
import { findWrongCounts } from "../../db/tasks/assignmentCounts.ts";
import { roomAt } from "../../disk/roomAt.ts";
import type { Storage } from "../../storage/storage.ts";
import { secretFile } from "../backup/listDataFiles.ts";
import { readBackupState } from "../backup/scheduleBackups.ts";
import type { Context } from "../context.ts";
import type { Diagnosis } from "./diagnosis.ts";
import { examineBucket } from "./examineBucket.ts";
import { examineFiles } from "./examineFiles.ts";
import { examineModels } from "./examineModels.ts";

/** Bytes. Less room than the first is a warning; with less than the second, work stops soon. */
const [littleRoom, noRoom] = [5e9, 200e6];

/**
 * Checks everything in an installation that can be wrong, and changes nothing.
 *
 * @param input.quick compares files by size alone
 */
export async function* examine(input: {
  address: Context["address"];
  dataFolder: string;
  secret?: string | undefined;
  storage: Storage;
  quick: boolean;
  program: string;
  now: () => Date;
}): AsyncGenerator<Diagnosis> {
  yield* examineRoom(input.dataFolder);
  yield* examineRights(input.dataFolder);
  yield* await examineBackups(input);
  const state = await examineTables(input);
  yield* state.findings;
  if (!state.isCurrent) return;
  const db = await openDatabase(input.address);
  const { dataFolder, storage, now } = input;
  try {
    yield {
      check: "versions",
      state: "ok",
      found: `Multilabelfy ${input.program}, Node ${process.versions.node}, ${await findDatabaseVersion(db, input.address)}.`,
    };
    const wrong = await checkIntegrity(db, input.address);
    yield wrong.length === 0
      ? { check: "database", state: "ok", found: "Its pages, indexes and references hold." }
      : {
          check: "database",
          state: "problem",
          found: `It is damaged: ${wrong.join("; ")}.`,
          mend: "Stop the server, keep a copy of the data folder as it is, and restore a backup.",
        };
    yield* await examineSecret(db, input);
    const miscounted = await findWrongCounts(db);
    yield miscounted.length === 0
      ? {
          check: "counts",
          state: "ok",
          found: "How much everybody has done and has still to do is counted right.",
        }
      : {
          check: "counts",
          state: "problem",
          found: `What is told of how far people are is not what they have, for ${new Set(miscounted.map(({ personId }) => personId)).size} of them.`,
          mend: "No answer is concerned. Make a backup and restore it into an empty place: there everything is counted anew.",
        };
    const newest = await db
      .selectFrom("event")
      .select("at")
      .orderBy("at", "desc")
      .limit(1)
      .executeTakeFirst();
    if (newest && newest.at > new Date(now().getTime() + 60_000).toISOString()) {
      yield {
        check: "clock",
        state: "warning",
        found: `Something is stored as of ${newest.at}, which is still to come: this machine's clock was ahead, or is behind.`,
        mend: "Set the clock, and keep it by NTP. Nothing is lost: what is new is still followed.",
      };
    }
    const bucket = await examineBucket(storage);
    yield* bucket;
    if (bucket.every(({ state }) => state === "ok")) {
      yield* await examineFiles({ db, storage }, input);
      yield* await examineModels(storage, input);
    }
    const jobs = (await listProjects(db)).filter(({ id }) => isHeld(join(dataFolder, "jobs", `${id}.lock`)));
    const running = [
      ...(isHeld(join(dataFolder, "server.lock")) ? ["a server"] : []),
      ...jobs.map(({ name }) => `a job of “${name}”`),
    ];
    yield { check: "running", state: "ok", found: `${running.join(", ") || "Nothing"} runs here.` };
  } finally {
    await db.destroy();
  }
}

/** Whether a server started here signs with the same secret as the others on its PostgreSQL database. */
async function examineSecret(
  db: Db,
  { dataFolder, secret: given }: Pick<Context, "dataFolder" | "secret">,
): Promise<Diagnosis[]> {
  const mark = await findSecretMark(db);
  const secret = given ?? (await readFile(join(dataFolder, secretFile), "utf8").catch(() => "")).trim();
  if (mark === undefined || mark === markOf(secret)) return [];
  return [
    {
      check: "secret",
      state: "warning",
      found: `${secret === "" ? "There is no secret here" : "The secret here is another than the servers' of this database"}: a server will not start.`,
      mend: "Set MULTILABELFY_SECRET to theirs; where it is lost: multilabelfy users renew-secret.",
    },
  ];
}

/** Whether scheduled backups are being made. */
async function examineBackups(ctx: Pick<Context, "storage" | "now">): Promise<Diagnosis[]> {
  const { now } = ctx;
  const state = await readBackupState(ctx);
  if (!state) return [];
  const { madeAt, file, everyHours, failure } = state;
  const check = "backups";
  const hours = madeAt === null ? undefined : Math.floor((now().getTime() - Date.parse(madeAt)) / 3_600_000);
  const last = hours === undefined ? "None was made yet" : `The last one is ${hours} hours old (${file})`;
  if (failure) {
    const found = `${last}; the try at ${failure.at} failed: ${failure.message}`;
    return [
      { check, state: "problem", found, mend: "Mend what it says; the server tries again within an hour." },
    ];
  }
  if (file !== null && !existsSync(file)) {
    const mend = "Mount its disk, or look where it went; name another folder in MULTILABELFY_BACKUPS.";
    return [{ check, state: "problem", found: `The last one, ${file}, is not there any more.`, mend }];
  }
  if (hours === undefined || hours > 2 * everyHours) {
    const found = `${last}, though one is to be made every ${everyHours} hours.`;
    return [
      {
        check,
        state: "warning",
        found,
        mend: "Backups are made while a server runs: start it, with MULTILABELFY_BACKUPS.",
      },
    ];
  }
  return [{ check, state: "ok", found: `${last}.` }];
}

/** Reads the tables as they are, whatever their version. */
async function examineTables({ address }: { address: Context["address"] }): Promise<{
  findings: Diagnosis[];
  isCurrent: boolean;
}> {
  const findings: Diagnosis[] = [];
  const warnings: string[] = [];
  try {
    const snapshot = await openSnapshot(address, (text) => warnings.push(text));
    await snapshot.close();
    for (const text of warnings) {
      findings.push({ check: "database", state: "problem", found: text, mend: "Compare with a backup." });
    }
    const pending = Object.keys(listMigrations(address.kind)).length - snapshot.made.length;
    if (pending > 0) {
      findings.push({
        check: "database",
        state: "warning",
        found: "It was written by an earlier version.",
        mend: "Any other command brings it up to date, after a copy. Then run doctor again.",
      });
    }
    return { findings, isCurrent: pending === 0 };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    findings.push({
      check: "database",
      state: "problem",
      found: error.message,
      mend: "Do what it says; else restore a backup.",
    });
    return { findings, isCurrent: false };
  }
}

function examineRoom(folder: string): Diagnosis[] {
  const room = roomAt(folder)?.bytes;
  if (room === undefined) return [];
  const left = room < 1e9 ? `${Math.floor(room / 1e6)} MB` : `${(room / 1e9).toFixed(1)} GB`;
  const found = `${left} are left on the disk of ${folder}.`;
  if (room >= littleRoom) return [{ check: "room", state: "ok", found }];
  const mend =
    "Make room: the folder variants can be deleted at any time, and is made again as pictures are shown.";
  return [{ check: "room", state: room < noRoom ? "problem" : "warning", found, mend }];
}

async function* examineRights(folder: string): AsyncGenerator<Diagnosis> {
  try {
    accessSync(folder, constants.W_OK);
  } catch {
    yield {
      check: "rights",
      state: "problem",
      found: `Nothing can be written into ${folder}: people can read, and nothing that they do is saved.`,
      mend: "Give this program the right to write there, or mount its disk for writing.",
    };
  }
  // File modes mean nothing on Windows.
  if (process.platform === "win32") return;
  const open = [];
  for (const path of [folder, join(folder, secretFile), join(folder, "multilabelfy.sqlite")]) {
    const found = await stat(path).catch(() => undefined);
    if (found && (found.mode & 0o077) !== 0) open.push(path);
  }
  yield open.length === 0
    ? { check: "rights", state: "ok", found: "Only its owner can read the data." }
    : {
        check: "rights",
        state: "warning",
        found: `Others on this machine can read ${open.join(", ")}.`,
        mend: `chmod go= ${open.join(" ")}`,
      };
}

function isHeld(file: string): boolean {
  try {
    holdLock(file, "").release();
    return false;
  } catch (error) {
    return error instanceof Failure && error.code === "in-use";
  }
}
