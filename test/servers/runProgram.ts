import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { builtProgram } from "./builtProgram.ts";

const program = await builtProgram();

export interface Outcome {
  code: number | null;
  out: string;
  error: string;
}

/** Runs `multilabelfy ARGUMENTS` as it is installed, to its end. */
export async function runProgram(
  args: string[],
  { cwd, input = "", env = {} }: { cwd: string; input?: string; env?: Record<string, string> },
): Promise<Outcome> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...env },
  });
  child.stdin.end(input);
  const texts = { out: "", error: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    texts.out += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    texts.error += text;
  });
  const [code] = await once(child, "close");
  return { code, ...texts };
}

/** Starts the program, so that a test can kill it. */
export function startProgram(args: string[], cwd: string, env: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [program, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** The first line that a server prints with --json. @throws Error with its stderr where it ends before */
export async function readyLine<Ready>(server: ChildProcess): Promise<Ready> {
  let output = "";
  server.stderr?.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  for await (const line of createInterface({ input: server.stdout! })) return JSON.parse(line) as Ready;
  throw new Error(`The server ended before it was ready: ${output}`);
}

/** Ends a process that a test started, if it still runs. */
export async function end(child: ChildProcess, signal: NodeJS.Signals = "SIGTERM"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, "exit");
}
