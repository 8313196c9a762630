// How much memory a release and its files take, by the number of images:
//
//   npm run bench -- releases [FOLDER TO KEEP THE DATABASES IN] [IMAGES ...]
//
// Linux only: it reads the peak of the process's memory from /proc.
import { readFileSync, writeFileSync } from "node:fs";
import { counts } from "../../src/actions/findings/counts.ts";
import { createRelease } from "../../src/actions/releases/createRelease.ts";
import { exportEvents } from "../../src/actions/releases/exportEvents.ts";
import { exportRelease } from "../../src/actions/releases/exportRelease.ts";
import { openFilled } from "./parts/openFilled.ts";

const [folder, ...sizes] = process.argv.slice(2);

for (const images of sizes.length > 0 ? sizes.map(Number) : [100_000, 1_000_000]) {
  const { ctx, project, remove } = await openFilled(images, "sqlite", folder);
  console.log(`${images.toLocaleString("en")} images`);
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    // The peak from here on.
    writeFileSync("/proc/self/clear_refs", "5");
    const start = performance.now();
    const result = await work();
    const peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync("/proc/self/status", "utf8"))?.[1]) / 1024;
    console.log(
      `  ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB at most`,
    );
    return result;
  };
  await step("overview", () => counts.overview(ctx, { project }));
  const release = await step("release", () =>
    createRelease(ctx, { project, name: "bench", allowPending: true, person: null }),
  );
  for (const format of ["multilabelfy", "real", "csv", "votes", "review"] as const)
    await step(format, async () => drain((await exportRelease(ctx, { release: release.id, format })).body));
  await step("events", async () => drain((await exportEvents(ctx, { project })).body));
  await remove();
}

async function drain(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const _ of pieces);
}
