import type { DriftReport } from "../../contract/people/drift.ts";
import { measureDrift } from "../../core/people/measureDrift.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { listLeniency, listPace } from "../../db/pace.ts";
import { listMembers } from "../../db/people/person.ts";
import { listRepeatAnswers, type RepeatAnswer } from "../../db/people/repeat.ts";
import { getProject } from "../../db/project/project.ts";
import { skewedMeanInterval } from "../../stats/intervals/skewedMeanInterval.ts";
import { jaccard } from "../../stats/metrics/jaccard.ts";
import type { Context } from "../context.ts";
import { scoreGold } from "../gold/scoreGold.ts";
import { shareOf } from "../shareOf.ts";

/** Whether people's work changes: each person's weeks in the opening stage compared with their own earlier ones. */
export async function getDrift(
  { db, now }: Pick<Context, "db" | "now">,
  { project }: { project: string },
): Promise<DriftReport> {
  const { settings } = await getProject(db, project);
  const { name: opening } = openingOf(settings);
  const work = await listPace(db, project);
  const gold = await scoreGold(db, project);
  const repeats = await listRepeatAnswers(db, project);
  const { charts, notes } = measureDrift(
    {
      gold: gold.map(({ person, day, score }) => ({ person, day, exact: score.exact })),
      leniency: await listLeniency(db, project),
      time: work.filter(({ stage }) => stage === opening),
      repeats: repeats.map(({ person, day, first, second }) => ({
        person,
        day,
        isSame: first.join() === second.join(),
      })),
    },
    now().toISOString().slice(0, 10),
  );
  const repeatsOf = Map.groupBy(repeats, ({ person }) => person);
  const chartsOf = Map.groupBy(charts, ({ person }) => person);
  const members = (await listMembers(db, project)).filter(({ id }) => chartsOf.has(id));
  const names = new Map(members.map(({ id, name }) => [id, name]));
  return {
    people: members.map(({ id, name }) => ({
      id,
      name,
      repeats: describeRepeats(repeatsOf.get(id) ?? []),
      charts: (chartsOf.get(id) ?? []).map(({ measure, weeks }) => ({ measure, weeks })),
    })),
    notes: notes.flatMap(({ person: id, ...note }) => {
      const name = names.get(id);
      return name === undefined ? [] : [{ person: { id, name }, ...note }];
    }),
  };
}

/** A person's agreement with themselves on the images that they answered twice; null where there are none. */
function describeRepeats(answers: readonly RepeatAnswer[]): DriftReport["people"][number]["repeats"] {
  if (answers.length === 0) return null;
  const overlaps = answers.map(({ first, second }) =>
    jaccard(first.length, second.length, first.filter((label) => second.includes(label)).length),
  );
  const interval = skewedMeanInterval(overlaps);
  return {
    same: shareOf(overlaps.filter((overlap) => overlap === 1).length, overlaps.length),
    jaccard: {
      mean: overlaps.reduce((sum, one) => sum + one, 0) / overlaps.length,
      interval: interval && [Math.max(0, interval[0]), Math.min(1, interval[1])],
      ...(interval === null && { intervalMissing: "fewer than two images, or all overlap alike" }),
    },
  };
}
