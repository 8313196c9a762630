import { expect, it } from "vitest";
import { createPostgresDatabase } from "../databases/migratedDatabases.ts";
import { killStorm } from "./killStorm.ts";

/** Each comes while eight people save, on whatever step they are; `npm run bench:storm` kills a thousand times. */
const kills = 8;
const minutes = 60_000;

it.each(["SQLite", "PostgreSQL"])(
  "loses no save that was acknowledged, and doubles none, however often the server is killed, on %s",
  async (database) => {
    const saves = await killStorm({
      kills,
      ...(database === "PostgreSQL" ? { databaseUrl: await createPostgresDatabase() } : {}),
    });
    console.log(
      `${saves} saves were acknowledged while the server was killed ${kills} times, on ${database}`,
    );
    expect(saves).toBeGreaterThan(kills);
  },
  30 * minutes,
);
