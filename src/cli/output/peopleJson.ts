import type { Cooccurrence } from "../../core/classify/findCooccurrence.ts";
import type { AdjustedModels, SelectionsEvaluation } from "../../core/contains/evaluateSelections.ts";
import { type SeverityEvaluation, severities } from "../../core/evaluation/errorSeverity.ts";
import type { AnsweredAccuracy, PeopleEvaluation } from "../../core/evaluation/evaluatePeople.ts";
import type { SuperclassEvaluation } from "../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import { meansJson, reasonsOf, shareJson } from "./modelJson.ts";
import { withReasons } from "./withReasons.ts";

// What files say that people saw, said and judged, as `evaluate --json` prints it.

const oneShare = (
  name: string,
  share: Parameters<typeof shareJson>[1],
  besides: Record<string, unknown> = {},
) => withReasons({ ...besides, ...shareJson(name, share) }, reasonsOf({ [name]: share }));

export const cooccurrenceJson = ({ found, pairs }: { found: number; pairs: readonly Cooccurrence[] }) => ({
  found,
  pairs: pairs.map(({ label, other, images }) =>
    oneShare("share", images, { label, other, images: images.count }),
  ),
});

export function selectionsJson({
  images,
  original,
  isolated,
  ambiguous,
  models,
  adjusted,
}: SelectionsEvaluation) {
  return {
    ...meansJson({ original_frequency: original }, { images }),
    isolated: {
      images: isolated.images,
      untouched: isolated.untouched,
      curve: isolated.curve.map(({ of, others }) => oneShare("share", others, { of })),
      by_objects: isolated.byObjects,
    },
    ambiguous_pairs: {
      found: ambiguous.found,
      pairs: ambiguous.pairs.map(({ labels, both, asked, models: pairwise }) => ({
        ...oneShare("both", both, { labels, asked }),
        models: pairwise.map(({ model, originalFirst }) =>
          oneShare("original_first", originalFirst, { model }),
        ),
      })),
    },
    models: models.map(({ model, unasked, prediction, original: own, difference, wrong }) =>
      meansJson(
        { prediction_frequency: prediction, original_frequency: own, difference },
        { model, unasked, wrong_by_frequency: wrong },
      ),
    ),
    adjusted: adjusted && adjustedJson(adjusted),
    ...(adjusted
      ? {}
      : { adjusted_missing: "no frequencies of another dataset were given (--reference-selections)" }),
  };
}

const adjustedJson = ({ reference, images, asked, models, reason }: AdjustedModels) =>
  withReasons(
    {
      reference_images: reference,
      images,
      asked,
      models: models.map(({ model, accuracy }) =>
        withReasons(
          {
            model,
            raw: accuracy.raw,
            adjusted: accuracy.adjusted,
            adjusted_ci: accuracy.interval,
            plug_in: accuracy.plugIn,
            unmatched: accuracy.unmatched,
          },
          { adjusted: accuracy.reason, adjusted_ci: accuracy.reason, plug_in: accuracy.reason },
        ),
      ),
    },
    { asked: reason },
  );

export const superclassesJson = ({ names, confusions, beside }: SuperclassEvaluation) =>
  withReasons(
    {
      names,
      confusions: confusions.map(({ model, counts, same, outside }) =>
        oneShare("same", same, { who: model ?? "people", counts, outside }),
      ),
      beside,
    },
    { beside: "the objects of the images are not known (--objects)" },
  );

export const peopleJson = ({ people, models }: PeopleEvaluation) => ({
  people: people.map(answeredJson),
  models: models.map(answeredJson),
});

function answeredJson({ name, right, perClass, without }: AnsweredAccuracy) {
  const json = meansJson(
    { per_class: perClass },
    { name, without_valid_label: without, ...shareJson("right", right) },
  );
  return { ...json, reasons: { ...json.reasons, ...definedOnly(reasonsOf({ right })) } };
}

const definedOnly = (reasons: Record<string, string | undefined>) =>
  Object.fromEntries(Object.entries(reasons).filter(([, reason]) => reason !== undefined));

export const severityJson = ({ errors, rated, unused, models, causes, confusions }: SeverityEvaluation) => ({
  errors,
  rated,
  unused,
  models: models.map(({ model, errors: own, rated: some, shares, major }) => {
    const named = { errors: own, ...Object.fromEntries(severities.map((name) => [name, shares[name]])) };
    const values = Object.entries(named).map(([name, share]) => shareJson(name, share));
    return withReasons(
      {
        ...{ model, rated: some },
        ...Object.assign({}, ...values),
        major_of_images: major.share,
        major_of_images_ci: major.interval,
      },
      { ...reasonsOf(named), major_of_images: major.reason, major_of_images_ci: major.reason },
    );
  }),
  causes,
  confusions,
});
