import { z } from "zod";
import type { exposures } from "../core/agreement/measureLabelAgreement.ts";
import { endpoint, id } from "./endpoint.ts";
import { imageList, listQuery } from "./images/findingImages.ts";

const interval = z.tuple([z.number(), z.number()]).nullable();

/** See core/estimate: a value with its 95 % interval and n; null with the reason. */
export const estimate = z.strictObject({
  value: z.number().nullable(),
  interval,
  n: z.int(),
  reason: z.string().exactOptional(),
  intervalMissing: z.string().exactOptional(),
});

const label = z.int().nonnegative();
const counts = z.strictObject({
  all: z.int(),
  no: z.int(),
  maybe: z.int(),
  unseen: z.int(),
  found: z.int().nullable(),
  foundMissing: z.string().exactOptional(),
});
const sets = z.strictObject({
  images: z.int(),
  pairs: z.int(),
  exactMatch: estimate,
  jaccard: estimate,
  masi: estimate,
  alphaJaccard: estimate,
  alphaMasi: estimate,
  differences: counts,
});
const answersOf = z.strictObject({ answers: z.int(), yes: z.int() });
/** See core/measureDependence. */
const dependence = z.strictObject({
  against: z.enum(["gold", "others"]),
  there: answersOf,
  notThere: answersOf,
  youdenJ: estimate,
  depends: z.boolean().nullable(),
  reason: z.string().exactOptional(),
});
const setMatch = z.strictObject({ exactMatch: estimate, jaccard: estimate });
const byExposure = <Part extends z.ZodType>(part: Part) =>
  z.strictObject({ shown: part, "unshown-as-no": part, "same-labels": part } satisfies Record<
    (typeof exposures)[number],
    Part
  >);

/** The first rows of a list, and how many there are. */
const first = <Row extends z.ZodType>(row: Row) => z.strictObject({ total: z.int(), rows: z.array(row) });

/** See core/measureAnnotators. */
const annotator = z.strictObject({
  id,
  name: z.string(),
  images: z.int(),
  /** Labels per image: the person's own, and the partners' on the same images. */
  own: z.number().nullable(),
  ofPartners: z.number().nullable(),
  /** Why; only if the two are null. */
  reason: z.string().exactOptional(),
  leniency: estimate,
  partners: setMatch,
  gold: setMatch,
  final: setMatch,
  refined: setMatch,
  /** Whether the answers depend on what is there. */
  dependence,
});
export type AnnotatorStatistics = z.infer<typeof annotator>;

/** How far a project's annotators agree, on images that are not gold; see core/measureAgreement. */
export const projectAgreement = z.strictObject({
  votes: z.int(),
  /** All images, those with a counted annotation, and those with two or more. */
  images: z.strictObject({ all: z.int(), annotated: z.int(), shared: z.int() }),
  bootstrap: z.strictObject({ replicates: z.int(), seed: z.int() }),
  sets,
  /** Restricted to labels that every annotator of the image was shown. */
  setsShownToAll: sets,
  answers: byExposure(
    z.strictObject({
      images: z.int(),
      agreement: estimate,
      fleissKappa: estimate,
      gwetAC1: estimate,
      krippendorffAlpha: estimate,
    }),
  ),
  /** Ordered by name. */
  annotators: z.array(annotator),
  pairs: z.array(
    z.strictObject({
      /** Person ids. */
      annotators: z.tuple([id, id]),
      images: z.int(),
      sameSet: z.int(),
      sameSetInterval: interval,
      jaccard: z.number(),
      jaccardInterval: interval,
      intervalMissing: z.string().exactOptional(),
      kappas: byExposure(
        z.strictObject({
          questions: z.int(),
          cohenKappa: z.number().nullable(),
          interval,
          reason: z.string().exactOptional(),
          intervalMissing: z.string().exactOptional(),
        }),
      ),
    }),
  ),
  disputedLabels: first(
    z.strictObject({
      label,
      disputed: z.int(),
      onlyUnseen: z.int(),
      found: z.int().nullable(),
      foundMissing: z.string().exactOptional(),
      chosen: z.int(),
      questions: z.int(),
      fleissKappa: z.number().nullable(),
      fleissKappaInterval: interval,
      /** Why; only if kappa is null. */
      reason: z.string().exactOptional(),
      /** Why; only if kappa has no interval. */
      intervalMissing: z.string().exactOptional(),
    }),
  ),
  disputedPairs: first(
    z.strictObject({
      labels: z.tuple([label, label]),
      images: z.int(),
      onlyUnseen: z.int(),
      found: z.int().nullable(),
      foundMissing: z.string().exactOptional(),
      chosen: z.int(),
    }),
  ),
  /** Labels that occur together, among images with final labels. */
  together: first(
    z.strictObject({
      labels: z.tuple([label, label]),
      images: z.int(),
      imagesOfEach: z.tuple([z.int(), z.int()]),
      shares: z.tuple([z.number(), z.number()]),
      lift: z.number(),
    }),
  ),
  finalImages: z.int(),
});
export type ProjectAgreement = z.infer<typeof projectAgreement>;

export const getAgreement = endpoint({
  name: "getAgreement",
  method: "GET",
  path: "/api/projects/:project/agreement",
  summary: "How far a project's annotators agree",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** null while it is computed for the first time: ask again. */
    report: projectAgreement.nullable(),
    /** When it was computed, and how many seconds that took. */
    at: z.iso.datetime(),
    seconds: z.number(),
    /** Reflects the answers as they are now; otherwise a newer report follows. */
    isCurrent: z.boolean(),
  }),
});

export const listAgreementImages = endpoint({
  name: "listAgreementImages",
  method: "GET",
  path: "/api/projects/:project/agreement/images/:list",
  summary: "The images behind a number of the agreement report",
  params: z.strictObject({
    project: id,
    /** See core/agreement/listDisagreements for the names. */
    list: z.string().min(1).max(200),
  }),
  query: listQuery,
  reply: imageList,
});
