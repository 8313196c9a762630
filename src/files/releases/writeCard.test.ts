import { expect, it } from "vitest";
import type { ReleaseAudit } from "../../contract/releases/releaseAudit.ts";
import { writeCard } from "./writeCard.ts";

const card = {
  project: "Birds",
  number: 2,
  name: "spring",
  at: "2026-01-02T03:04:05.000Z",
  sha256: "ab",
  version: "1.2.3",
  images: 1000,
  labels: 1500,
  agreed: 900,
  refined: 100,
  noLabel: 1,
  pending: 0,
  classes: ["a"],
  licence: null,
  authors: [],
  methods: [],
  protocol: [],
};
const progress = { none: 0, one: 0, toSettle: 0, alike: 80, settled: 20, notJudged: 0 };

const quantity = (estimate: number, low: number, high: number) => ({
  found: 3,
  estimate,
  interval: [low, high] as [number, number],
  perImage: null,
  perImageInterval: null,
});
const errors = {
  images: 1000,
  audited: 100,
  imagesMissing: quantity(30.2, 10.9, 80.1),
  imagesWrong: quantity(0, 0, 29.5),
  labelsMissing: { ...quantity(0, 0, 0), estimate: null, interval: null, reason: "One | stratum is empty." },
  labelsWrong: quantity(2, 1, 9),
};

it("says with bounds how many labels are missing and wrong, whole numbers that hold no less", () => {
  const audit: ReleaseAudit = {
    ...{ drawn: 100, done: 100, looks: 3, progress },
    bounds: { whole: errors, strata: [], look: 2, maxPerImage: 5, cut: 0 },
  };
  const text = writeCard({ ...card, audit });
  expect(text).toContain("| Images that lack a label | 30 | 10 | 81 |");
  expect(text).toContain("| Images with a wrong label | 0 | 0 | 30 |");
  expect(text).toContain("| Labels that are missing | One \\| stratum is empty. | | |");
  expect(text).toContain("Of 1000 images, experts labelled 100 anew");
  expect(text).toContain("at look 2 of 3");
});

it("says so where nothing is known of the errors, or not yet", () => {
  expect(writeCard({ ...card, audit: null })).toContain("Nobody has drawn an audit sample: it is not known.");
  const unfinished: ReleaseAudit = {
    ...{ drawn: 100, done: 40, looks: 1, progress, bounds: null, reason: "60 wait." },
  };
  expect(writeCard({ ...card, audit: unfinished })).toContain(
    "Of 100 images drawn for an audit, 40 were labelled anew. 60 wait.",
  );
});

it("says under which licence the labels are, whose they are, and where the images lie", () => {
  const text = writeCard({
    ...{ ...card, audit: null, licence: "CC-BY-4.0", authors: ["Ann", "Ben & Co."] },
    methods: ["Two people answered."],
    files: { train: "data/train/**", test: "data/test/**" },
  });
  expect(text).toContain("\nlicense: cc-by-4.0\n");
  expect(text).toContain(
    'configs:\n- config_name: default\n  data_files:\n  - split: train\n    path: "data/train/**"',
  );
  expect(text).toContain("The labels: CC-BY-4.0. The images keep the licence of their sources");
  expect(text).toContain("Two people answered.");
  expect(text).toContain("> Ann; Ben & Co.: Birds, release 2");
  const other = writeCard({ ...card, audit: null, licence: "ask: us" });
  expect(other).toContain('\nlicense: other\nlicense_name: "ask: us"\n');
});
