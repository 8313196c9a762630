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
    /** Where they are kept; null if whoever runs the installation has to name a folder first. */
    place: z
      .strictObject({
        folder: z.string(),
        /** How many requested backups are kept; the oldest is deleted once a new one has been read back. */
        keep: count,
        /** Whether it is inside the data folder, so that losing that loses them too. */
        isInside: z.boolean(),
      })
      .nullable(),
    backups: z.array(
      z.strictObject({
        file: z.string(),
        madeAt: z.iso.datetime(),
        bytes: count,
        /** Of the whole file, as read back and compared; null for one made by an earlier version. */
        sha256: z.string().nullable(),
        /** Whether a person asked for it; otherwise the server made it on its own. */
        isAsked: z.boolean(),
        /** The command that restores it, typed on the server's machine. */
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
