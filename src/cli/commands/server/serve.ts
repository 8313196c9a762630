import type { Command } from "commander";
import { Failure } from "../../../contract/failure.ts";
import { usualLimits } from "../../../db/sql/watchedClient.ts";
import { readNetwork } from "../../../files/remote/networks.ts";
import { checkStorage } from "../../../storage/checkStorage.ts";
import { ensureWebBuilt } from "../../ensureWebBuilt.ts";
import { exitCodes } from "../../exitCode.ts";
import {
  type DataOptions,
  placeOf,
  readSettings,
  readTracingSettings,
  withInstallation,
} from "../../installation.ts";
import { interruption, untilInterrupted } from "../../interruption.ts";
import { usualHost, usualPort } from "../../options/applySettings.ts";
import { addDataOptions, example, wholeNumber } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";
import { warnOfPlainHttp } from "../../warnOfPlainHttp.ts";
import { withServerLock } from "../../withServerLock.ts";

/** Milliseconds after which the server has ended, however long something takes. */
const patience = 4_500;

/** Nobody waits longer for a page; what takes long is computed apart, or read piece by piece. */
const limits = { ...usualLimits, statement: 300_000 };

interface Options extends DataOptions {
  json?: true;
  host: string;
  port: number;
  jobs: boolean;
}

export function addServe(program: Command): void {
  addDataOptions(program.command("serve"))
    .description("serve the web app on a data folder")
    .option("--host <address>", "the address to listen on; 0.0.0.0 lets others in", usualHost)
    .option("--port <number>", "the port to listen on; 0 takes a free one", wholeNumber(0, 65535), usualPort)
    .option("--no-jobs", "leave jobs to workers (multilabelfy worker), on PostgreSQL")
    .addHelpText("after", example("serve --data ./multilabelfy-data --port 4400"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const settings = readSettings();
  const tracing = readTracingSettings();
  const { publicUrl, trustedProxy, sso, mail, secondFactor, requestLog, metrics } = settings;
  const networks = settings.privateNetworks.map(readNetwork);
  const stopping = interruption("Stopping: requests under way are answered first.");
  // Whatever is still open then: nothing that was answered is lost by ending at any moment.
  stopping.addEventListener("abort", () => setTimeout(() => process.exit(exitCodes.done), patience).unref());
  if (!options.jobs && placeOf(options).address.kind === "sqlite")
    throw new Failure("wrong-usage", "--no-jobs: on SQLite nobody else does them. Leave it out.");
  await withServerLock(options, async () => {
    await ensureWebBuilt();
    await withInstallation({ ...options, mayCreate: true, limits }, async (ctx) => {
      await checkStorage(ctx.storage);
      const { startServer } = await import("../../../server/serve.ts");
      const { host, port } = options;
      warnOfPlainHttp(host, publicUrl);
      const server = await startServer({
        ctx,
        host,
        port,
        publicUrl,
        trustedProxy,
        sso,
        mail,
        secondFactor,
        requestLog,
        metrics,
        takesJobs: options.jobs,
        outside: { networks },
        tracing,
      });
      try {
        if (options.json) printJson({ url: server.url, firstLink: server.firstLink ?? null });
        else welcome(server);
        await untilInterrupted();
      } finally {
        await server.close();
      }
    });
  });
}

function welcome({ url, firstLink }: { url: string; firstLink: string | undefined }): void {
  print(`Multilabelfy runs at ${url} (Ctrl-C stops it).`);
  if (firstLink === undefined) return;
  print("Nobody has an account yet. Open this address to make yours; it opens nothing after that:");
  print(`  ${firstLink}`);
}
