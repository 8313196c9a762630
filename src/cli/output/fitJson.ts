import type { AnnotatorFit, Fit } from "../../actions/votes/aggregateVotes.ts";
import type { GoldVotes } from "../../actions/votes/joinGold.ts";
import { confusionIntervals, type RowIntervals } from "../../core/gold/confusionIntervals.ts";
import { priorInterval } from "../../core/gold/priorInterval.ts";
import { withReasons } from "./withReasons.ts";

const estimated =
  "the truth was estimated from the same answers: intervals of shares of expected counts hold too seldom (--gold gives some that hold)";

/** What Dawid-Skene estimated, with 95 % intervals of the matrices and the prior where gold questions tell them. */
export function fitJson(fit: Fit, gold?: GoldVotes["gold"]) {
  const { iterationsMissing } = fit;
  const images = gold?.votes.items.map(({ image }) => image) ?? [];
  const rows = gold && confusionIntervals(gold.votes, images, gold.truth, fit.answers === 2);
  const seats = new Map(gold?.votes.annotators.map((name, seat) => [name, seat]));
  return withReasons(
    {
      ...fit,
      priorInterval: gold ? priorInterval(images, gold.truth) : null,
      annotators: fit.annotators.map((one) =>
        annotatorJson(one, rows?.[seats.get(one.annotator)!], fit.answers),
      ),
    },
    {
      label: fit.labelMissing,
      priorInterval: estimated,
      iterations: iterationsMissing,
      converged: iterationsMissing,
      objective: iterationsMissing,
      logLikelihood: iterationsMissing,
    },
  );
}

function annotatorJson(
  { annotator, votes, whenNo, whenYes }: AnnotatorFit,
  rows: { whenNo: RowIntervals; whenYes: RowIntervals } | undefined,
  answers: Fit["answers"],
) {
  const row = (shares: AnnotatorFit["whenNo"], intervals: RowIntervals | undefined, truth: string) => {
    const why = rows === undefined ? estimated : `no gold question whose truth is ${truth} was answered`;
    return withReasons(
      {
        no: shares.no,
        noInterval: intervals?.no ?? null,
        maybe: shares.maybe,
        maybeInterval: intervals?.maybe ?? null,
        yes: shares.yes,
        yesInterval: intervals?.yes ?? null,
      },
      {
        noInterval: why,
        maybeInterval:
          answers === 2 ? "nobody answered maybe, or it counts as half a no and half a yes" : why,
        yesInterval: why,
      },
    );
  };
  return {
    annotator,
    votes,
    whenNo: row(whenNo, rows?.whenNo, "no"),
    whenYes: row(whenYes, rows?.whenYes, "yes"),
  };
}
