import { type ChildProcess, fork } from "node:child_process";
import { Failure } from "../../contract/failure.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { askChild } from "../../files/askChild.ts";
import { startedModule } from "../../files/programPlace.ts";
import type { Finding } from "./finding.ts";
import type { FromFindings, ToFindings } from "./findingMessages.ts";
import type { Task, WritingTask } from "./task.ts";

/** A finding, and the milliseconds that it took. */
interface Found {
  finding: Finding<unknown>;
  took: number;
}

/** Milliseconds after which an idle process is ended to free its memory. */
const idle = 60_000;

/**
 * A separate process that computes findings, one at a time: it is started when first needed, and again after it died.
 */
export function startFinder(address: DatabaseAddress) {
  let child: ChildProcess | undefined;
  let isClosed = false;
  let lastInLine: Promise<unknown> = Promise.resolve();
  let rest: NodeJS.Timeout | undefined;

  function findChild(): ChildProcess {
    if (child?.connected) return child;
    const started = fork(startedModule("actions/findings/findingProcess"), [], {
      serialization: "advanced",
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    // Its exit handler answers callers that wait.
    started.on("error", () => {});
    // An idle process must not keep the server from ending.
    started.unref();
    started.channel?.unref();
    child = started;
    return started;
  }

  function endChild(): void {
    if (child?.connected) child.disconnect();
    child = undefined;
  }

  async function ask(task: Task | WritingTask): Promise<Found> {
    if (isClosed) throw ended();
    clearTimeout(rest);
    const asked = findChild();
    asked.channel?.ref();
    try {
      const reply = await askChild<FromFindings>(asked, { address, task } satisfies ToFindings);
      if (!reply) throw ended();
      if ("finding" in reply) return reply;
      if ("failure" in reply) throw new Failure(reply.failure.code, reply.failure.message);
      throw new Error(reply.error);
    } finally {
      asked.channel?.unref();
      rest = setTimeout(endChild, idle).unref();
    }
  }

  return {
    /** @throws Failure those of the task; `unavailable` where the process ended before it was done */
    compute(task: Task | WritingTask): Promise<Found> {
      const turn = lastInLine.then(() => ask(task));
      lastInLine = turn.catch(() => {});
      return turn;
    },
    /** Ends any computation under way. */
    close(): void {
      isClosed = true;
      clearTimeout(rest);
      child?.kill("SIGKILL");
    },
  };
}

const ended = () => new Failure("unavailable", "The computation was ended. Try again.");
