import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

export const program = join(import.meta.dirname, "../../../src/cli/main.ts");

/** Tells the most memory that the process took, in kB, and the processor's time, in microseconds, when it ends. */
const tell = `process.on("exit", () => require("node:fs").writeSync(3, JSON.stringify(process.resourceUsage())))`;
const telling = `data:text/javascript,import { createRequire } from "node:module"; const require = createRequire("file:///"); ${tell}`;

/**
 * Runs the program to its end.
 *
 * @returns how long that took, how much of the processor's time, the most memory that it took, in MB, and what it printed
 */
export async function runMeasured(
  args: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ seconds: number; processor: number; peak: number; output: string }> {
  const begin = performance.now();
  const child = spawn(process.execPath, ["--import", telling, program, ...args], {
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "inherit", "pipe"],
  });
  const ended = once(child, "close");
  const [output, told] = await Promise.all([
    text(child.stdout!),
    text(child.stdio[3] as NodeJS.ReadableStream),
  ]);
  const [code] = await ended;
  if (code !== 0) throw new Error(`${args.join(" ")} ended with ${code}.`);
  const usage = JSON.parse(told) as NodeJS.ResourceUsage;
  const processor = (usage.userCPUTime + usage.systemCPUTime) / 1e6;
  return { seconds: (performance.now() - begin) / 1000, processor, peak: usage.maxRSS / 1024, output };
}
