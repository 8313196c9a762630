import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createInterface } from "node:readline";
import { setTimeout } from "node:timers/promises";
import type { SaveReply } from "../../src/contract/tasks/annotation.ts";
import type { AssignmentView, WorkPosition } from "../../src/contract/tasks/work.ts";
import type { Stage } from "../../src/core/tasks/stage.ts";
import { makeBrowser } from "../../src/server/testServer.ts";
import { builtProgram } from "../servers/builtProgram.ts";
import { fillPage } from "./fillPage.ts";

type Browser = ReturnType<typeof makeBrowser>;

export const program = await builtProgram();

/** The program as it is installed, serving a data folder on SQLite. */
export async function startServer(dataFolder: string): Promise<{ server: ChildProcess; url: string }> {
  const server = spawn(process.execPath, [program, "serve", "--json", "--port", "0", "--data", dataFolder], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [line] = (await once(createInterface(server.stdout!), "line")) as [string];
  return { server, url: (JSON.parse(line) as { url: string }).url };
}

/** What a process has used so far, where the system tells: milliseconds of processor time, and MB at most. */
export function usageOf(pid: number | undefined): { processorMs: number; mostMB: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)!.split(" ");
    const [, most = "0"] = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
    return { processorMs: (Number(fields[11]) + Number(fields[12])) * 10, mostMB: Number(most) / 1024 };
  } catch {
    return undefined;
  }
}

/** Milliseconds from request to answer. */
export interface Latencies {
  save: number[];
  next: number[];
}

/** A person at work without a pause: asks for the next image, answers it, until there is none or the time is over. */
export async function workThrough(
  browser: Browser,
  {
    project,
    stage,
    choose,
    latencies,
    until = Infinity,
  }: {
    project: string;
    stage: Stage;
    choose: (view: AssignmentView) => number[];
    latencies: Latencies;
    /** By `performance.now()`. */
    until?: number;
  },
): Promise<void> {
  const timed = async <T>(kind: keyof Latencies, request: () => Promise<Response>): Promise<T> => {
    for (;;) {
      const start = performance.now();
      const response = await request();
      if (response.status === 429) {
        // Saves come faster than anybody types: a page waits, too, and sends it again.
        await setTimeout(1000 * Number(response.headers.get("retry-after") ?? 1));
        continue;
      }
      const body = await answer<T>(Promise.resolve(response));
      latencies[kind].push(performance.now() - start);
      return body;
    }
  };
  let position = await timed<WorkPosition>("next", () =>
    browser.send("GET", `/api/projects/${project}/work/${stage}/next`),
  );
  while (position.current && performance.now() < until) {
    const view: AssignmentView = position.current;
    const operation = crypto.randomUUID();
    const reply = await timed<SaveReply>("save", () =>
      browser.send("PUT", `/api/assignments/${view.id}/annotation`, {
        operation,
        revision: view.revision,
        state: "submitted",
        annotation: fillPage(view, choose(view)),
      }),
    );
    position = reply.next!;
  }
}

/** Signs in; when everybody comes at once, some are told to come back. */
export async function signIn(url: string, email: string): Promise<Browser> {
  const browser = makeBrowser(url);
  let reply = await browser.signIn(email);
  // Passwords are hashed in turn.
  while (reply.status === 429) {
    await setTimeout(1000 * Number(reply.headers.get("retry-after") ?? 1));
    reply = await browser.signIn(email);
  }
  await answer(Promise.resolve(reply));
  return browser;
}

/** What a request was answered with. */
export async function answer<T>(sent: Promise<Response>): Promise<T> {
  const response = await sent;
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${await response.text()}`);
  return (await response.json()) as T;
}
