import { fork } from "node:child_process";
import { once } from "node:events";
import type { Context } from "../actions/context.ts";
import { startedModule } from "../files/programPlace.ts";

/** Exit code by which `cli/jobProcess` says that its job waits for another one of the project. */
export const busyCode = 75;

/** A process that runs a job. */
export interface JobChild {
  ended: Promise<"ended" | "busy">;
  kill(): void;
}

/** Runs a job in a process of its own, which ends when this one does. */
export function startJobChild(
  { dataFolder, address }: Pick<Context, "dataFolder" | "address">,
  job: string,
  onError: (error: unknown) => void,
): JobChild {
  // The child finds the same database, wherever this process learned of it.
  const { MULTILABELFY_DATABASE_URL, MULTILABELFY_DATABASE_URL_FILE, ...others } = process.env;
  const child = fork(startedModule("cli/jobProcess"), [dataFolder, job], {
    env: address.kind === "postgres" ? { ...others, MULTILABELFY_DATABASE_URL: address.url } : others,
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  });
  child.on("error", onError);
  const ended = once(child, "close").then(
    ([code]) => (code === busyCode ? "busy" : "ended"),
    () => "ended" as const,
  );
  return { ended, kill: () => void child.kill("SIGKILL") };
}
