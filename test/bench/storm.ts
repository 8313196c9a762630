// The server is killed a thousand times on each database while eight people save without end:
//
//   node test/bench/storm.ts [KILLS]
//
// Fails where a save that was acknowledged is missing, is there twice, or is not what was sent. About a second a kill.

import { killStorm } from "../killStorm.ts";
import { startPostgres } from "../startPostgres.ts";

const kills = Number(process.argv[2] ?? 1000);

async function run(database: string, databaseUrl?: string): Promise<void> {
  const begin = performance.now();
  const saves = await killStorm({ kills, ...(databaseUrl ? { databaseUrl } : {}) });
  const seconds = Math.round((performance.now() - begin) / 1000);
  console.log(
    `${database}: ${kills} kills, ${saves} saves acknowledged, none lost, none doubled, in ${seconds} s`,
  );
}

await run("SQLite");
const postgres = await startPostgres();
await run("PostgreSQL", postgres.url).finally(() => postgres.stop());
