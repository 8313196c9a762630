// Servers and workers are killed at random while people save and images are embedded: nothing acknowledged may be lost,
// and nothing done twice. Two servers behind a proxy without memory, PostgreSQL, an S3 server; one, two and four workers:
//
//   npm run bench:scale -- [ANNOTATORS] [IMAGES] [SECONDS BETWEEN TWO SAVES OF EACH] [SEED] [--no-browser]
//
// The same number of images is done by each number of workers twice: in peace, and with people and kills. Fails where
// anything is lost, doubled or unforeseen. Then every test in a browser is run against two servers.
import { spawnSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { ensureWebBuilt } from "../../src/cli/ensureWebBuilt.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { runS3Server } from "../../src/storage/testing/runS3Server.ts";
import { startPostgres } from "../databases/startPostgres.ts";
import { bucketsNeeded, openSeveralServers, type SeveralServers } from "../servers/severalServers.ts";

const given = process.argv.slice(2);
const numbers = given.filter((one) => !one.startsWith("--")).map(Number);
const [people = 200, photos = 10_000, pause = 5, seed = 1] = numbers;
if (numbers.some(Number.isNaN) || given.some((one) => one.startsWith("--") && one !== "--no-browser")) {
  console.error("npm run bench:scale -- [ANNOTATORS] [IMAGES] [SECONDS] [SEED] [--no-browser]");
  process.exit(2);
}
const workerCounts = [1, 2, 4];
/** Of workers, while they do a project's images. */
const kills = Math.max(2, Math.min(20, Math.floor(photos / 150)));

const random = seededRandom(seed);
const say = (text: string) => console.log(`${text} (load ${loadavg()[0]!.toFixed(1)})`);
const format = (number: number) => number.toLocaleString("en", { maximumFractionDigits: 1 });

/** Kills servers until told to end. @returns how many */
async function killServers(
  several: SeveralServers,
  saving: ReturnType<SeveralServers["beginSaving"]>,
  isOver: () => boolean,
): Promise<number> {
  let killed = 0;
  while (!isOver()) {
    await saving.until(1 + Math.floor(random() * people));
    killed += await several.killServers();
  }
  return killed;
}

async function run(several: SeveralServers): Promise<void> {
  for (const workers of workerCounts) {
    const project = await several.register(`In peace, ${workers}`);
    const { perSecond, seconds } = await several.propose(project, { workers, kills: 0 });
    await several.checkImages(project);
    say(`${workers} workers in peace: ${format(perSecond)} images/s, ${format(seconds)} s`);
  }
  const saving = several.beginSaving(pause * 1000);
  for (const workers of workerCounts) {
    const project = await several.register(`With kills, ${workers}`);
    const [before, begin] = [several.countSaves(), performance.now()];
    let isOver = false;
    const proposing = several.propose(project, { workers, kills }).finally(() => {
      isOver = true;
    });
    const [{ perSecond, seconds, killed }, serversKilled] = await Promise.all([
      proposing,
      killServers(several, saving, () => isOver),
    ]);
    await several.checkImages(project);
    const saves = several.countSaves() - before;
    const savesPerSecond = (saves * 1000) / (performance.now() - begin);
    say(
      `${workers} workers, ${killed} of them and ${serversKilled} servers killed, ${people} people: ${format(perSecond)} images/s, ${format(seconds)} s, ${format(savesPerSecond)} saves/s`,
    );
  }
  await saving.end();
  const saves = await several.checkSaves();
  console.log(
    `${format(saves)} saves acknowledged and ${format(photos * workerCounts.length * 2)} images embedded and proposed for: none lost, none doubled`,
  );
  if (several.unforeseen.length > 0)
    throw new Error(`Servers or workers wrote what nobody foresaw: ${several.unforeseen.join("")}`);
}

// Servers that build the pages say so, and compete for the processors.
await ensureWebBuilt();
const folder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const postgres = await startPostgres();
const s3 = await runS3Server(folder, bucketsNeeded);
try {
  const several = await openSeveralServers({
    databaseUrl: postgres.url,
    s3,
    ...{ people, imagesEach: 4, photos, random },
  });
  say(`${people} people, ${format(photos)} images, seed ${seed}`);
  await run(several).finally(() => several.close());
} finally {
  await s3.close();
  await postgres.stop();
  await rm(folder, { recursive: true, force: true });
}

if (!given.includes("--no-browser")) {
  const env = { ...process.env, MULTILABELFY_TEST_SERVERS: "2" };
  const { status } = spawnSync("vitest", ["run", "test/e2e"], { stdio: "inherit", env });
  process.exitCode = status ?? 1;
}
