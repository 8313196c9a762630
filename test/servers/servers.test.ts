import { expect, inject, it } from "vitest";
import { startS3Server } from "../../src/storage/testing/startS3Server.ts";
import { createPostgresDatabase } from "../databases/migratedDatabases.ts";
import { bucketsNeeded, openSeveralServers } from "./severalServers.ts";

const kills = 3;
/** The next server is killed after so many saves at most. */
const maxBetween = 12;

const s3 = await startS3Server(bucketsNeeded);

it("two servers and two workers, killed at random, lose nothing that was acknowledged and do nothing twice", async () => {
  const several = await openSeveralServers({
    databaseUrl: await createPostgresDatabase(inject("migrated").postgresName),
    s3,
    ...{ people: 4, imagesEach: 4, photos: 128 },
    random: Math.random,
  });
  const project = await several.register("Photos");
  const saving = several.beginSaving();
  const proposing = several.propose(project, { workers: 2, kills: 2 });
  for (let killed = 0; killed < kills; killed++) {
    await saving.until(1 + Math.floor(Math.random() * maxBetween));
    await several.killServers();
  }
  await proposing;
  await saving.end();
  expect(await several.checkSaves()).toBeGreaterThanOrEqual(kills);
  await several.checkImages(project);
  expect(several.unforeseen).toEqual([]);
  await several.close();
}, 180_000);
