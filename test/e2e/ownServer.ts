import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import type { Context } from "../../src/actions/context.ts";
import { ensureWebBuilt } from "../../src/cli/ensureWebBuilt.ts";
import { openDatabase } from "../../src/db/sql/openDatabase.ts";
import { startServer } from "../../src/server/serve.ts";
import { folderStorage } from "../../src/storage/folderStorage.ts";
import { launchBrowser } from "./visitor.ts";

/** An empty installation on SQLite in a folder of its own, served in this process, and a browser to look at it with. */
export interface OwnServer {
  ctx: Context;
  url: string;
  /** Where the first person makes their account; undefined once somebody is here. */
  firstLink: string | undefined;
  browser: Browser;
  close(): Promise<void>;
}

export async function openOwnServer(
  now = () => new Date(),
  more: Partial<Pick<Parameters<typeof startServer>[0], "secondFactor" | "outside">> = {},
): Promise<OwnServer> {
  await ensureWebBuilt();
  const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-e2e-"));
  const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
  const db = await openDatabase(address);
  const ctx: Context = {
    db,
    address,
    dialect: "sqlite",
    dataFolder,
    storage: folderStorage(dataFolder),
    now,
  };
  const server = await startServer({ ctx, host: "127.0.0.1", port: 0, logger: false, ...more });
  const browser = await launchBrowser();
  return {
    ctx,
    url: server.localUrl,
    firstLink: server.firstLink,
    browser,
    async close() {
      await browser.close();
      await server.close();
      await db.destroy();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
