import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assignBatches } from "../../src/actions/batches/assignBatches.ts";
import { type DatabaseAddress, openDatabase } from "../../src/db/sql/openDatabase.ts";
import { addPerson } from "../../src/server/accounts/accounts.ts";
import { createAuth } from "../../src/server/accounts/auth.ts";
import { testPassword } from "../../src/server/testServer.ts";
import { makeProject } from "../factories.ts";
import { makeContext } from "../openFolder.ts";

/**
 * A new data folder for a server of its own: a project whose images are given to annotators, two for each image, who
 * sign in with `testPassword`.
 */
export async function makeTeam({
  people,
  imagesEach,
  databaseUrl,
}: {
  people: number;
  imagesEach: number;
  /** Of a PostgreSQL database; without it, the data is in the folder. */
  databaseUrl?: string;
}) {
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-team-"));
  const address: DatabaseAddress = databaseUrl
    ? { kind: "postgres", url: databaseUrl }
    : { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") };
  const db = await openDatabase(address);
  const ctx = makeContext({ db, address, dataFolder });
  const keys = Array.from({ length: (people / 2) * imagesEach }, (_, image) => [`${image}.jpg`, [1]]);
  const { project } = await makeProject(ctx, { images: Object.fromEntries(keys) });
  const auth = createAuth(ctx);
  const emails = Array.from({ length: people }, (_, person) => `person${person}@example.org`);
  const annotators: string[] = [];
  for (const email of emails) {
    const { personId } = await addPerson(
      { auth, db, now: ctx.now },
      { email, password: testPassword, roles: ["annotator"], projectId: project },
    );
    annotators.push(personId);
  }
  await assignBatches(ctx, { project, annotators, batches: people / 2, overlap: 2, seed: 1 });
  await db.destroy();
  return { dataFolder, address, project, emails };
}
