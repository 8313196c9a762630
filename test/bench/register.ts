// Registers the images of a bucket, of which there is only a made listing: what an import does beside reading files.
//
//   npm run bench -- register [IMAGES] [sqlite|postgres]
//
// Beside it: the database takes the same rows of images and original labels, with the same indexes, from its driver
// alone, in transactions as large. The goal at 1,000,000 images is 120 s and 512 MB.
import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { startPostgres } from "../databases/startPostgres.ts";
import { insertBarePostgres, insertBareSqlite } from "./parts/insertBare.ts";
import { runMeasured } from "./parts/runMeasured.ts";
import { startListing } from "./parts/startListing.ts";

const images = Number(process.argv[2] ?? 1_000_000);
const dialect = process.argv[3] === "postgres" ? "postgres" : "sqlite";
const classes = readFileSync(join(import.meta.dirname, "../../label-spaces/imagenet-1k.ids.txt"), "utf8")
  .trim()
  .split("\n")
  .sort();
const perClass = Math.ceil(images / classes.length);

function keyAt(at: number): string {
  const id = classes[Math.floor(at / perClass)];
  return `${id}/${id}_${String(at % perClass).padStart(8, "0")}.JPEG`;
}

const folder = await mkdtemp(join(tmpdir(), "multilabelfy-bench-"));
const postgres = dialect === "postgres" ? await startPostgres() : undefined;
const listing = await startListing(images, keyAt);
try {
  const environment = {
    MULTILABELFY_S3_ENDPOINT: listing.endpoint,
    MULTILABELFY_S3_ACCESS_KEY_ID: "bench",
    MULTILABELFY_S3_SECRET_ACCESS_KEY: "bench",
    ...(postgres && { MULTILABELFY_DATABASE_URL: postgres.url }),
  };
  const data = join(folder, "data");
  const run = (...args: string[]) => runMeasured([...args, "--data", data], environment);
  await run("project", "create", "Bench");
  const load = loadavg()[0]!;
  const { seconds, processor, peak } = await run("import", "images", "s3://bench", "--no-verify");
  console.log(
    `${images.toLocaleString("en")} images of a listing, ${dialect}: ${seconds.toFixed(1)} s, ${(images / seconds).toFixed(0)} images/s, ${processor.toFixed(1)} s of the processor, ${peak.toFixed(0)} MB at most`,
  );
  const bare = postgres
    ? await insertBarePostgres(postgres.url)
    : await insertBareSqlite(join(data, "multilabelfy.sqlite"), join(folder, "bare.sqlite"));
  if (bare.images !== images) throw new Error(`${bare.images} images are there.`);
  console.log(
    `the same rows by the driver alone: ${bare.seconds.toFixed(1)} s; ratio ${(seconds / bare.seconds).toFixed(2)}`,
  );
  console.log(`load of the machine: ${load.toFixed(1)} before, ${loadavg()[0]!.toFixed(1)} after`);
} finally {
  listing.close();
  await postgres?.stop();
  await rm(folder, { recursive: true, force: true });
}
