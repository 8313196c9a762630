import { z } from "zod";
import { endpoint, id } from "../endpoint.ts";
import { jobView } from "../jobs.ts";

const ofProject = z.strictObject({ project: id });
const count = z.int().nonnegative();

export const listBackups = endpoint({
  name: "listBackups",
  method: "GET",
  path: "/api/projects/:project/backups",
  summary:
    "The backups of the whole installation that are kept on its server, the newest first, and whether one can be made",
  params: ofProject,
  reply: z.strictObject({
    /** Where they are kept; null where whoever runs the installation has to name a folder first. */
    place: z
      .strictObject({
        folder: z.string(),
        /** Those that people ask for; the oldest goes once a new one was read back. */
        keep: count,
        /** It is in the data folder itself, so that what takes that takes them too. */
        isInside: z.boolean(),
      })
      .nullable(),
    backups: z.array(
      z.strictObject({
        file: z.string(),
        madeAt: z.iso.datetime(),
        bytes: count,
        /** Of the whole file, as it was read back and compared; null of one that an earlier version made. */
        sha256: z.string().nullable(),
        /** A person asked for it; otherwise the server made it by itself. */
        isAsked: z.boolean(),
        /** What restores it, typed beside the server. */
        restore: z.string(),
      }),
    ),
  }),
});
export type Backups = z.output<typeof listBackups.reply>;

export const startBackup = endpoint({
  name: "startBackup",
  method: "POST",
  path: "/api/projects/:project/backups",
  summary:
    "Start a job that copies the whole installation into one file on its server, and reads it back. The file is not sent to anybody",
  params: ofProject,
  body: z.strictObject({}),
  reply: jobView,
});
