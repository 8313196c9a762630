import type { Command } from "commander";
import type { Diagnosis } from "../../../actions/doctor/diagnosis.ts";
import { examine } from "../../../actions/doctor/examine.ts";
import { programVersion } from "../../../files/programVersion.ts";
import { exitCodes } from "../../exitCode.ts";
import { type DataOptions, findInstallation, readSettings } from "../../installation.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { print, printJson } from "../../output/output.ts";

interface Options extends DataOptions {
  json?: true;
  quick?: true;
}

const signs = { ok: "ok     ", warning: "warning", problem: "PROBLEM" };

export function addDoctor(program: Command): void {
  addDataOptions(program.command("doctor"))
    .description(
      "look whether an installation is in order, and say what mends what is not; exit code 1 for a problem",
    )
    .option("--quick", "compare files by their size only, not by their content")
    .addHelpText("after", example("doctor --data ./multilabelfy-data"))
    .action(run);
}

async function run(options: Options): Promise<void> {
  const { publicUrl } = readSettings();
  const place = findInstallation(options);
  const findings: Diagnosis[] = [];
  const tell = (finding: Diagnosis) => {
    findings.push(finding);
    if (options.json) return;
    print(`${signs[finding.state]}  ${finding.check.padEnd(9)} ${finding.found}`);
    if (finding.mend) print(`${" ".repeat(19)}${finding.mend}`);
  };
  if (publicUrl?.startsWith("http:")) {
    tell({
      check: "settings",
      state: "warning",
      found: `MULTILABELFY_PUBLIC_URL is ${publicUrl}: passwords cross the network unencrypted.`,
      mend: "Put a web server with HTTPS in front, and name its address.",
    });
  } else tell({ check: "settings", state: "ok", found: "The environment's settings can be used." });
  const quick = options.quick ?? false;
  for await (const finding of examine({
    ...place,
    quick,
    program: programVersion,
    now: () => new Date(),
  })) {
    tell(finding);
  }
  if (options.json) printJson({ findings });
  if (findings.some(({ state }) => state === "problem")) process.exitCode = exitCodes.failed;
}
