// The server is killed a thousand times on each database while eight people save without end:
//
//   node test/bench/storm.ts [KILLS]
//
// Fails where a save that was acknowledged is missing, is there twice, or is not what was sent. About a second a kill.

import { killStorm } from "../crashes/killStorm.ts";
import { startPostgres } from "../databases/startPostgres.ts";

const kills = Number(process.argv[2] ?? 1000);

async function run(database: string, databaseUrl?: string): Promise<void> {
  const begin = performance.now();
  const secondsSoFar = () => Math.round((performance.now() - begin) / 1000);
  // It takes long: whoever waits sees that it goes on, and how fast.
  const onKill = (killed: number, acknowledged: number) => {
    if (killed % 50 === 0)
      console.log(`${database}: ${killed} kills, ${acknowledged} saves, ${secondsSoFar()} s`);
  };
  const saves = await killStorm({ kills, onKill, ...(databaseUrl ? { databaseUrl } : {}) });
  const seconds = secondsSoFar();
  console.log(
    `${database}: ${kills} kills, ${saves} saves acknowledged, none lost, none doubled, in ${seconds} s`,
  );
}

await run("SQLite");
const postgres = await startPostgres();
await run("PostgreSQL", postgres.url).finally(() => postgres.stop());
