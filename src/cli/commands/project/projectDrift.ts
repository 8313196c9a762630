import type { Command } from "commander";
import { getDrift } from "../../../actions/people/getDrift.ts";
import type { DriftMeasure } from "../../../core/people/measureDrift.ts";
import { type ProjectOptions, withProject } from "../../installation.ts";
import { addProjectOptions, example } from "../../options/options.ts";
import { formatTable, print, printJson } from "../../output/output.ts";

interface Options extends ProjectOptions {
  json?: true;
}

export function addProjectDrift(project: Command): void {
  addProjectOptions(project.command("drift"))
    .description("each person's last week beside their own earlier ones, and whose work has changed")
    .addHelpText("after", example("project drift --json > drift.json"))
    .action(run);
}

const measures: Record<DriftMeasure, { name: string; format: (value: number) => string }> = {
  gold: { name: "gold images right", format: (value) => `${Math.round(value * 100)} %` },
  leniency: { name: "labels more than partners", format: (value) => value.toFixed(2) },
  time: { name: "seconds an image", format: (value) => value.toFixed(1) },
  repeats: { name: "same answer again", format: (value) => `${Math.round(value * 100)} %` },
};

async function run(options: Options): Promise<void> {
  const report = await withProject(options, (ctx, { id }) => getDrift(ctx, { project: id }));
  if (options.json) return printJson(report);
  if (report.people.length === 0) return print("Nobody has submitted an image yet.");
  const rows = report.people.flatMap(({ name, charts }) =>
    charts.flatMap(({ measure, weeks }) => {
      const week = weeks.findLast(({ unjudged }) => unjudged !== "not-over");
      if (!week) return [];
      const { name: what, format } = measures[measure];
      const limit = (value: number | null) => (value === null ? "-" : format(value));
      const state = week.out ? `out (${week.out.side})` : week.unjudged ? "not judged" : "usual";
      return [
        [name, what, week.week, week.images, format(week.value), limit(week.low), limit(week.high), state],
      ];
    }),
  );
  const head = ["person", "measure", "week from", "images", "value", "usual from", "to", "state"];
  print(formatTable([head, ...rows]));
  print();
  if (report.notes.length === 0) print("Nobody's work has changed in the last four weeks.");
  for (const { person, measure, side, since, value, images, limit, over } of report.notes) {
    const { name, format } = measures[measure];
    print(
      `${person.name}: ${name} ${side === "low" ? "lower" : "higher"} than usual since the week of ${since}: ${format(value)} over ${images} images${over === "together" ? " in four weeks" : ""}, limit ${format(limit)}.`,
    );
  }
}
