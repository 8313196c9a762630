import { z } from "zod";
import { auditKinds, auditVerdicts } from "../core/audit/auditKinds.ts";
import { endpoint, id } from "./endpoint.ts";

const kind = z.enum(auditKinds);
const verdict = z.enum(auditVerdicts);
const labels = z.array(z.int().nonnegative());

/** See core/audit/auditKinds: images by their positions. */
const finding = z.strictObject({
  image: z.int(),
  other: z.int(),
  given: labels,
  suggested: labels,
  score: z.number(),
  reason: z.string(),
  votes: z.tuple([z.int(), z.int()]),
});

/** What an audit found of a project. */
export const projectAudit = z.strictObject({
  images: z.int(),
  /** With an original label. */
  labelled: z.int(),
  /** Images have several labels. */
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

/** What leads said of a list's findings: of the first 50 of which they did, how many are. */
const precision = z.strictObject({
  issues: z.int(),
  verdicts: z.int(),
  /** 95 %. */
  interval: z.tuple([z.number(), z.number()]).nullable(),
  /** Only where there is no interval. */
  intervalMissing: z.string().exactOptional(),
});

export const getAudit = endpoint({
  name: "getAudit",
  method: "GET",
  path: "/api/projects/:project/audit",
  summary: "What an audit found: how many findings of each kind, and from which sources",
  params: z.strictObject({ project: id }),
  reply: z.strictObject({
    /** null: being made for the first time. Ask again. */
    audit: z
      .strictObject({
        images: z.int(),
        labelled: z.int(),
        areSets: z.boolean(),
        lists: z.array(
          z.strictObject({
            kind,
            total: z.int(),
            /** Of which so many are listed. */
            listed: z.int(),
            /** Of these, so many have a verdict. */
            marked: z.int(),
            sources: z.array(z.string()),
            /** Why there is no list. */
            missing: z.string().nullable(),
            precision,
            /** Places of the list and their scores, some dozens of the listed ones. */
            curve: z.array(z.tuple([z.int(), z.number()])),
            /** Of the listed ones that have a verdict, the first hundreds. */
            verdicts: z.array(z.tuple([z.int(), z.number(), verdict])),
            /** Sources spoke of a finding that did not all say so. */
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
  /** From 1, the most suspicious first. */
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
    /** The last place of the page before. */
    after: z.coerce.number().int().nonnegative().optional(),
    /** Leaves out what has a verdict. */
    open: z.enum(["true"]).optional(),
    /** Leaves out what all sources say. */
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

/** Where all lists of an audit are one table. */
export const auditCsvPath = (project: string) => `/api/projects/${project}/export/audit`;
