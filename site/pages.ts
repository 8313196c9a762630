/** The documents of the site, in the order and groups of its side bar, by their paths in the repository. */
export const pages: { group: string; documents: string[] }[] = [
  {
    group: "Start",
    documents: [
      "README.md",
      "docs/compare.md",
      "docs/migrate.md",
      "docs/package.md",
      "docs/upgrade.md",
      "CHANGELOG.md",
    ],
  },
  {
    group: "Guides",
    documents: [
      "docs/guide-annotator.md",
      "docs/guide-expert.md",
      "docs/keys.md",
      "docs/guide-lead.md",
      "docs/guide-analyst.md",
    ],
  },
  {
    group: "Leading a project",
    documents: [
      "docs/lead/protocols.md",
      "docs/lead/images.md",
      "docs/lead/labels.md",
      "docs/lead/proposals.md",
      "docs/lead/people.md",
      "docs/lead/guideline.md",
      "docs/lead/pilot.md",
      "docs/lead/work.md",
      "docs/lead/talk.md",
      "docs/lead/clicks.md",
      "docs/lead/gold.md",
      "docs/lead/agreement.md",
      "docs/lead/rules.md",
      "docs/lead/no-label.md",
      "docs/lead/contains-classify.md",
      "docs/lead/real.md",
      "docs/lead/releases.md",
    ],
  },
  {
    group: "Labels, scores and models",
    documents: [
      "docs/file-formats.md",
      "label-spaces/README.md",
      "docs/models.md",
      "docs/choosing-a-model.md",
      "models/README.md",
      "models/export/README.md",
    ],
  },
  {
    group: "Numbers",
    documents: [
      "docs/statistics.md",
      "docs/evaluate.md",
      "docs/evaluation-report.md",
      "docs/audit.md",
      "docs/certified.md",
      "docs/trust.md",
    ],
  },
  { group: "Scripts", documents: ["docs/command-line.md", "docs/api.md", "python/README.md"] },
  {
    group: "Running it",
    documents: [
      "docs/operate.md",
      "docs/sign-in.md",
      "docs/security.md",
      "docs/asvs.md",
      "docs/guarantees.md",
      "docs/benchmarks.md",
    ],
  },
  {
    group: "The project",
    documents: [
      "ARCHITECTURE.md",
      "CONTRIBUTING.md",
      "SECURITY.md",
      "samples/README.md",
      "samples/SOURCES.md",
    ],
  },
];

/** Documents that have no page, since a page of the program shows them. */
export const withoutPage = ["src/web/reference/licenses.md"];

/** What documents link to that is no page, and comes with them as it is. */
export const files = ["LICENSE", "python/examples/folder-to-figure.ipynb"];
