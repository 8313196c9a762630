import type { pageAddresses } from "../../src/contract/pageAddresses.ts";
import type { SmallStudy } from "../e2e/setup/smallStudy.ts";

export type Address = (typeof pageAddresses)[number];

/** Who looks at a page: the first that may. */
export type Viewer = "lead" | "ann" | "eva" | "nobody";

/** The pages that are looked at, by who looks at them. */
export const viewers: Partial<Record<Address, Viewer>> = {
  "/": "lead",
  "/new": "lead",
  "/sign-in": "nobody",
  "/set-password": "nobody",
  "/invitation": "nobody",
  "/account": "lead",
  "/p/$project/overview": "lead",
  "/p/$project/inbox": "lead",
  "/p/$project/history": "lead",
  "/p/$project/jobs": "lead",
  "/p/$project/work": "ann",
  "/p/$project/releases": "lead",
  "/p/$project/models": "lead",
  "/p/$project/labels": "lead",
  "/p/$project/labels/rulings": "lead",
  "/p/$project/labels/exemplars": "lead",
  "/p/$project/labels/$label": "lead",
  "/p/$project/labels/$label/grid": "lead",
  "/p/$project/pace": "lead",
  "/p/$project/agreement": "lead",
  "/p/$project/images": "lead",
  "/p/$project/images/add": "lead",
  "/p/$project/images/left-out": "lead",
  "/p/$project/images/map": "lead",
  "/p/$project/images/$image": "lead",
  "/p/$project/audit": "lead",
  "/p/$project/batches": "lead",
  "/p/$project/batches/pilot": "lead",
  "/p/$project/settings": "lead",
  "/p/$project/settings/webhooks": "lead",
  "/p/$project/gold": "lead",
  "/p/$project/no-label": "lead",
  "/p/$project/sheets": "lead",
  "/p/$project/guideline": "lead",
  "/p/$project/people": "lead",
  "/p/$project/people/$person": "lead",

  "/p/$project/annotate": "ann",
  "/p/$project/refine": "eva",
  "/p/$project/review": "eva",
  "/p/$project/practice": "ann",
  "/p/$project/tutorial": "ann",
};

/** Those that need another project or another time of an installation, each looked at by the tests of its own. */
export const elsewhere: Partial<Record<Address, string>> = {
  "/begin": "an installation without an account: e2e/begin.test.ts",
  "/p/$project/rulings/$application": "a ruling that is being applied: e2e/rulings.test.ts",
  "/p/$project/vote": "a project with votes: e2e/vote.test.ts",
  "/p/$project/classify": "a project with objects: e2e/classify.test.ts",
  "/p/$project/classify-after": "a project with objects: e2e/classify.test.ts",
  "/p/$project/contains": "a project with sheets: e2e/contains.test.ts",
  "/p/$project/label-anew": "a sample for the audit of a release: e2e/auditSample.test.ts",
  "/p/$project/differences": "a sample for the audit of a release: e2e/auditSample.test.ts",
  "/p/$project/severity": "a sample for the audit of a release: e2e/auditSample.test.ts",
};

/** The window and the eyes that a page is looked at with. */
export const looks = {
  day: { width: 1440, height: 900 },
  night: { width: 1440, height: 900, colorScheme: "dark" },
  phone: { isPhone: true },
  low: { width: 911, height: 512 },
  // What is left of 1,440 x 900 for who needs everything twice as large.
  large: { width: 720, height: 450 },
} as const;
export type Look = keyof typeof looks;

/** Where the page is: as it is, in a project that was just made, or while the server cannot answer it. */
export const states = ["lived-in", "empty", "error"] as const;
export type State = (typeof states)[number];

/** The path of a page in a project. */
export function pathOf(address: Address, project: string, study: SmallStudy, image: string): string {
  return address
    .replace("$project", project)
    .replace("$image", image)
    .replace("$label", String(study.labelOf("tabby")))
    .replace("$person", study.personOf("ann"));
}

/** The folder that its kept pictures stand in: "/p/$project/images/$image" is in "images". */
export const roomOf = (address: Address): string =>
  address.replace("/p/$project", "").split("/")[1] || "home";
/** A name for files: "/p/$project/images/$image" is "images-image". */
export const nameOf = (address: Address): string =>
  address.replace("/p/$project", "").replaceAll("$", "").replaceAll("/", "-").replace(/^-/, "") || "home";
