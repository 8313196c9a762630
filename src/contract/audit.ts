import { z } from "zod";
import { auditKinds, auditVerdicts } from "../core/audit/auditKinds.ts";
import { endpoint, id } from "./endpoint.ts";

const kind = z.enum(auditKinds);
const verdict = z.enum(auditVerdicts);
const labels = z.array(z.int().nonnegative());

/** See core/audit/auditKinds; images are given by position. */
const finding = z.strictObject({
  image: z.int(),
  other: z.int(),
  given: labels,
  suggested: labels,
  score: z.number(),
  reason: z.string(),
  votes: z.tuple([z.int(), z.int()]),
});

/** What an audit found in a project. */
export const projectAudit = z.strictObject({
  images: z.int(),
  /** Images with an original label. */
  labelled: z.int(),
  /** Whether images have several original labels. */
  areSets: z.boolean(),
  lists: z.array(
    z.strictObject({
      kind,
      findings: z.array(finding),
      total: z.int(),
      sources: z.array(z.string()),
      missing: z.string().nullable(),
    }),
  ),
  /** See stats/audit/confusedLabels. */
  confused: z.array(
    z.strictObject({
      labels: z.tuple([z.int(), z.int()]),
      counts: z.tuple([z.int(), z.int()]),
      total: z.int(),
      share: z.number(),
    }),
  ),
});
export type ProjectAudit = z.infer<typeof projectAudit>;

/** Leads' verdicts on a list: how many of the first 50 judged findings are real. */
const precision = z.strictObject({
  issues: z.int(),
  verdicts: z.int(),
  /** 95 %. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Why; only if there is no interval. */
  intervalMissing: z.string().exactOptional(),
});

export const getAudit = endpoint({
  name: "getAudit",
  method: "GET",
  path: "/api/projects/:project/audit",
  summary: "What an audit found: how many findings of each kind, and from which sources",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** null while it is made for the first time: ask again. */
    audit: z
      .strictObject({
        images: z.int(),
        labelled: z.int(),
        areSets: z.boolean(),
        lists: z.array(
          z.strictObject({
            kind,
            total: z.int(),
            /** How many of them are listed. */
            listed: z.int(),
            /** How many of those have a verdict. */
            marked: z.int(),
            sources: z.array(z.string()),
            /** Why there is no list. */
            missing: z.string().nullable(),
            precision,
            /** Places in the list with their scores, for a few dozen of the listed findings. */
            curve: z.array(z.tuple([z.int(), z.number()])),
            /** The first few hundred listed findings that have a verdict. */
            verdicts: z.array(z.tuple([z.int(), z.number(), verdict])),
            /** Whether sources disagree on some finding. */
            hasDisputed: z.boolean(),
          }),
        ),
        confused: projectAudit.shape.confused,
      })
      .nullable(),
    at: z.iso.datetime(),
    seconds: z.number(),
    isCurrent: z.boolean(),
  }),
});
export type Audit = NonNullable<z.infer<(typeof getAudit)["reply"]>["audit"]>;

const auditedImage = z.strictObject({ id, key: z.string(), thumbnailUrl: z.string() });

export const auditedFinding = z.strictObject({
  /** Counted from 1, the most suspicious first. */
  place: z.int().positive(),
  image: auditedImage,
  other: auditedImage.nullable(),
  given: labels,
  suggested: labels,
  score: z.number(),
  reason: z.string(),
  votes: z.tuple([z.int(), z.int()]),
  /** See `markFindings`. */
  subject: z.string(),
  verdict: verdict.nullable(),
});
export type AuditedFinding = z.infer<typeof auditedFinding>;

export const listFindings = endpoint({
  name: "listFindings",
  method: "GET",
  path: "/api/projects/:project/audit/:kind",
  summary: "A page of one of an audit's lists, the most suspicious first",
  params: z.strictObject({ project: id, kind }),
  query: z.strictObject({
    /** The last place on the previous page. */
    after: z.coerce.number().int().nonnegative().optional(),
    /** Leaves out findings that have a verdict. */
    open: z.enum(["true"]).optional(),
    /** Leaves out findings on which all sources agree. */
    disputed: z.enum(["true"]).optional(),
  }),
  reply: z.strictObject({ findings: z.array(auditedFinding), hasMore: z.boolean() }),
});

export const markFindings = endpoint({
  name: "markFindings",
  method: "POST",
  path: "/api/projects/:project/audit/:kind/marks",
  summary: "Say of findings that they are issues, or that there is nothing wrong; no image is changed",
  params: z.strictObject({ project: id, kind }),
  body: z.strictObject({
    findings: z
      .array(z.strictObject({ image: id, subject: z.string().max(40) }))
      .min(1)
      .max(500),
    /** null takes verdicts back. */
    verdict: verdict.nullable(),
  }),
  reply: z.strictObject({ marked: z.int() }),
});

/** Path of all lists of an audit as one table. */
export const auditCsvPath = (project: string) => `/api/projects/${project}/export/audit`;
