import { resolve } from "node:path";
import type { Command } from "commander";
import { endDeadJobs } from "../../../jobs/endDeadJobs.ts";
import { checkIsDemo, deleteDemoFolder, prepareDemoFolder } from "../../demo/demoFolder.ts";
import type { DemoLogin } from "../../demo/demoPeople.ts";
import { prepareDemo } from "../../demo/prepareDemo.ts";
import { ensureWebBuilt } from "../../ensureWebBuilt.ts";
import { readSettings, withInstallation } from "../../installation.ts";
import { interruption, untilInterrupted } from "../../interruption.ts";
import { example, wholeNumber } from "../../options/options.ts";
import { formatTable, print, printJson } from "../../output/output.ts";
import { warnOfPlainHttp } from "../../warnOfPlainHttp.ts";
import { withServerLock } from "../../withServerLock.ts";

interface Options {
  port: number;
  host: string;
  data: string;
  fresh?: true;
  ownLabels?: true;
  json?: true;
}

export function addDemo(program: Command): void {
  program
    .command("demo")
    .description("make a sample project from photos that ship with the program, and serve it")
    .option("--port <number>", "the port to listen on; 0 takes a free one", wholeNumber(0, 65535), 4400)
    .option("--host <address>", "the address to listen on", "127.0.0.1")
    .option("--data <folder>", "where to keep it; running it again continues there", "./multilabelfy-demo")
    .option("--fresh", "delete an earlier demo in that folder first")
    .option("--own-labels", "make the project whose labels no model knows, as your own will be")
    .option("--json", "print the address and the logins as JSON on stdout")
    .addHelpText("after", example("demo --port 4500"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const data = resolve(options.data);
  interruption("Stopping.");
  checkIsDemo(data);
  // The lock is taken first, so that the folder of a running demo is never deleted.
  if (options.fresh) await withServerLock({ data }, () => deleteDemoFolder(data));
  await withServerLock({ data }, async () => {
    await prepareDemoFolder(data);
    await ensureWebBuilt();
    await withInstallation({ data, mayCreate: true }, async (ctx) => {
      await endDeadJobs(ctx);
      const logins = await prepareDemo(ctx, options);
      const { startServer } = await import("../../../server/serve.ts");
      const { host, port } = options;
      const { publicUrl, trustedProxy } = readSettings();
      warnOfPlainHttp(host, publicUrl);
      const server = await startServer({ ctx, host, port, publicUrl, trustedProxy });
      try {
        if (options.json) printJson({ url: server.url, logins });
        else welcome(server.url, logins, data);
        await untilInterrupted();
      } finally {
        await server.close();
      }
    });
  });
}

function welcome(url: string, logins: readonly DemoLogin[], data: string): void {
  print(`
Multilabelfy runs at ${url} (Ctrl-C stops it).

${formatTable([["who", "e-mail", "password"], ...logins.map((login) => [login.name, login.email, login.password])])}

Everything is kept in ${data}; the same command continues there.
`);
}
