import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { holdLock } from "./holdLock.ts";

const newFile = async () => join(await mkdtemp(join(tmpdir(), "multilabelfy-lock-")), "locks", "a.lock");

test("a lock is held by one, and free once it is released", async () => {
  const file = await newFile();
  const lock = holdLock(file, "It is taken.");
  expect(() => holdLock(file, "It is taken.")).toThrow("It is taken.");
  lock.release();
  holdLock(file, "It is taken.").release();
});

test("a lock held by a process that is killed is free at once", async () => {
  const file = await newFile();
  const holder = spawn(process.execPath, [
    "--input-type=module-typescript",
    "--eval",
    `import { holdLock } from ${JSON.stringify(new URL("./holdLock.ts", import.meta.url).href)};
     holdLock(${JSON.stringify(file)}, "");
     console.log("held");
     setInterval(() => {}, 1000);`,
  ]);
  await once(holder.stdout, "data");
  expect(() => holdLock(file, "Another process has it.")).toThrow("Another process has it.");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  holdLock(file, "").release();
});
