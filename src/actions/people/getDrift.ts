import type { DriftReport } from "../../contract/people/drift.ts";
import { measureDrift } from "../../core/people/measureDrift.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { listLeniency, listPace } from "../../db/pace.ts";
import { listMembers } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { scoreGold } from "../gold/scoreGold.ts";

/** Whether people's work changes: each person's weeks in the opening stage beside their own earlier ones. */
export async function getDrift(
  { db, now }: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<DriftReport> {
  const { settings } = await getProject(db, project);
  const { name: opening } = openingOf(settings);
  const work = await listPace(db, project);
  const gold = await scoreGold(db, project);
  const { charts, notes } = measureDrift(
    {
      gold: gold.map(({ person, day, score }) => ({ person, day, exact: score.exact })),
      leniency: await listLeniency(db, project),
      time: work.filter(({ stage }) => stage === opening),
      repeats: [],
    },
    now().toISOString().slice(0, 10),
  );
  const chartsOf = Map.groupBy(charts, ({ person }) => person);
  const members = (await listMembers(db, project)).filter(({ id }) => chartsOf.has(id));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    people: members.map(({ id, name }) => ({
      id,
      name,
      charts: (chartsOf.get(id) ?? []).map(({ measure, weeks }) => ({ measure, weeks })),
    })),
    notes: notes.flatMap(({ person: id, ...note }) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ person: { id, name }, ...note }];
    }),
  };
}
