import type { Role } from "../../../core/tasks/stage.ts";
import { words } from "../../words/words.ts";

const { pages: names } = words.shell;

const everybody = ["lead", "annotator", "expert"] as const;

/** In the order of the menu; `area` is what its groups are. */
const pages = [
  { to: "/p/$project/overview", name: names.overview, area: "work", for: ["lead"] },
  { to: "/p/$project/inbox", name: names.inbox, area: "work", for: ["lead"] },
  { to: "/p/$project/history", name: names.history, area: "work", for: ["lead"] },
  { to: "/p/$project/jobs", name: names.jobs, area: "work", for: ["lead"] },
  { to: "/p/$project/work", name: names.work, area: "work", for: ["annotator", "expert"] },
  { to: "/p/$project/images", name: names.images, area: "images", for: ["lead"] },
  { to: "/p/$project/labels", name: names.labels, area: "images", for: ["lead"] },
  { to: "/p/$project/audit", name: names.audit, area: "images", for: ["lead"] },
  { to: "/p/$project/people", name: names.people, area: "people", for: ["lead"] },
  { to: "/p/$project/batches", name: names.batches, area: "people", for: ["lead"] },
  { to: "/p/$project/sheets", name: names.sheets, area: "people", for: ["lead"] },
  { to: "/p/$project/gold", name: names.gold, area: "people", for: ["lead"] },
  { to: "/p/$project/pace", name: names.pace, area: "people", for: ["lead"] },
  { to: "/p/$project/agreement", name: names.agreement, area: "results", for: ["lead"] },
  { to: "/p/$project/no-label", name: names.noLabel, area: "results", for: ["lead"] },
  { to: "/p/$project/models", name: names.models, area: "results", for: ["lead"] },
  { to: "/p/$project/releases", name: names.releases, area: "results", for: ["lead"] },
  { to: "/p/$project/guideline", name: names.guideline, area: "rules", for: everybody },
  { to: "/p/$project/settings", name: names.settings, area: "rules", for: ["lead"] },
] as const satisfies {
  to: string;
  name: string;
  area: "work" | "images" | "people" | "results" | "rules";
  for: readonly Role[];
}[];

/** The pages of a project that these roles open. */
export const pagesOf = (roles: readonly Role[]) =>
  pages.filter((page) => page.for.some((role) => roles.includes(role)));

/** More pages than this stand in a column of their own, where the window has room for one. */
export const maxInARow = 5;
