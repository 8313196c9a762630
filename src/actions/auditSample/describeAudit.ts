import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";
import type { ErrorKind } from "../../core/auditSample/boundErrors.ts";
import { boundJudged } from "../../core/auditSample/boundJudged.ts";
import { pickLook } from "../../core/auditSample/pickLook.ts";
import { type Formers, standIns } from "../../core/labels/labelFate.ts";
import { findAuditSample, type StratumSize } from "../../db/auditSample/auditSample.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import type { Db } from "../../db/schema.ts";
import { type DrawnImage, readAudit } from "./parts/readAudit.ts";

/** What the audit sample of a release says about its labels; null where none was drawn. */
export async function describeAudit(
  db: Db,
  { id, projectId }: { id: string; projectId: string },
): Promise<ReleaseAudit | null> {
  const sample = await findAuditSample(db, id);
  if (!sample) return null;
  const { looks, maxPerImage } = sample;
  const formers = await findFormers(db, projectId);
  const drawn = await readAudit(db, { id, projectId });
  const { strata, look, unfinished } = pickLook(
    drawn.map((image) => ({ ...image, found: findErrors(image, formers) })),
  );
  const known = {
    drawn: drawn.length,
    done: drawn.length - unfinished,
    looks,
    progress: countStates(drawn),
  };
  if (look === 0)
    return {
      ...known,
      bounds: null,
      reason: "no step of the audit sample is finished, so nothing can be said",
    };
  const sizes = JSON.parse(sample.strataJson) as Record<string, StratumSize>;
  const {
    alpha: _,
    looks: __,
    ...bounds
  } = boundJudged(
    Object.entries(sizes).map(([stratum, size]) => {
      const found = strata.find((one) => one.stratum === stratum)?.audited ?? [];
      return {
        stratum,
        ...size,
        audited: found.flatMap((errors) => ("missing" in errors ? [errors] : [])),
        notJudged: found.flatMap((errors) => ("missing" in errors ? [] : [errors.labels])),
      };
    }),
    { looks, look, maxPerImage },
  );
  return { ...known, bounds };
}

/**
 * How many labels the new labelling has and the release lacks, and the other way round; for an image that cannot be
 * judged, how many the release has; null where it is not finished. Labels are compared as they are offered now.
 */
function findErrors(
  { released, state }: DrawnImage,
  formers: Formers,
): Record<ErrorKind, number> | { labels: number } | null {
  const now = (labels: readonly number[]) =>
    formers.size === 0 ? labels : [...new Set(labels.flatMap((label) => standIns(label, formers)))];
  if (state.kind === "not-judged") return { labels: now(released).length };
  if (state.kind !== "labelled") return null;
  const [before, anew] = [now(released), now(state.labels)];
  return {
    missing: anew.filter((label) => !before.includes(label)).length,
    wrong: before.filter((label) => !anew.includes(label)).length,
  };
}

function countStates(images: readonly DrawnImage[]): ReleaseAudit["progress"] {
  const count = (is: (state: DrawnImage["state"]) => boolean) =>
    images.filter(({ state }) => is(state)).length;
  return {
    none: count((state) => state.kind === "waiting" && state.answers === 0),
    one: count((state) => state.kind === "waiting" && state.answers > 0),
    toSettle: count(({ kind }) => kind === "to-settle"),
    alike: count((state) => state.kind === "labelled" && !state.isSettled),
    settled: count((state) => state.kind === "labelled" && state.isSettled),
    notJudged: count(({ kind }) => kind === "not-judged"),
  };
}
