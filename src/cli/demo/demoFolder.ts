import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";

const marker = ".multilabelfy-demo";

/**
 * Makes the demo's folder, or goes on in it.
 * @throws Failure `bad-request` where the folder holds something else
 */
export async function prepareDemoFolder(folder: string): Promise<void> {
  checkIsDemo(folder);
  await mkdir(folder, { recursive: true });
  await writeFile(
    join(folder, marker),
    "Made by multilabelfy demo, which may delete this folder (--fresh).\n",
  );
}

/**
 * Deletes a demo's folder: one with our mark in it, and never anything else.
 * @throws Failure `bad-request` where the folder holds something else
 */
export async function deleteDemoFolder(folder: string): Promise<void> {
  checkIsDemo(folder);
  if (existsSync(join(folder, marker))) await rm(folder, { recursive: true });
}

export function checkIsDemo(folder: string): void {
  if (!existsSync(folder) || existsSync(join(folder, marker))) return;
  // The server's lock comes first, before our mark.
  if (readdirSync(folder).every((name) => name.startsWith("server.lock"))) return;
  throw new Failure(
    "bad-request",
    `${folder} was not made by the demo, so the demo leaves it alone. Name another folder with --data.`,
  );
}
