import type { Role } from "../../../core/tasks/stage.ts";
import { words } from "../../words/words.ts";

const everybody = ["lead", "annotator", "expert"] as const;

/** In the order of the menu; `area` gives its groups. */
const pages = [
  { to: "/p/$project/overview", name: "overview", area: "work", for: ["lead"] },
  { to: "/p/$project/inbox", name: "inbox", area: "work", for: ["lead"] },
  { to: "/p/$project/history", name: "history", area: "work", for: ["lead"] },
  { to: "/p/$project/jobs", name: "jobs", area: "work", for: ["lead"] },
  { to: "/p/$project/work", name: "work", area: "work", for: ["annotator", "expert"] },
  { to: "/p/$project/images", name: "images", area: "images", for: ["lead"] },
  { to: "/p/$project/labels", name: "labels", area: "images", for: ["lead"] },
  { to: "/p/$project/audit", name: "audit", area: "images", for: ["lead"] },
  { to: "/p/$project/people", name: "people", area: "people", for: ["lead"] },
  { to: "/p/$project/batches", name: "batches", area: "people", for: ["lead"] },
  { to: "/p/$project/sheets", name: "sheets", area: "people", for: ["lead"] },
  { to: "/p/$project/gold", name: "gold", area: "people", for: ["lead"] },
  { to: "/p/$project/pace", name: "pace", area: "people", for: ["lead"] },
  { to: "/p/$project/agreement", name: "agreement", area: "results", for: ["lead"] },
  { to: "/p/$project/no-label", name: "noLabel", area: "results", for: ["lead"] },
  { to: "/p/$project/models", name: "models", area: "results", for: ["lead"] },
  { to: "/p/$project/releases", name: "releases", area: "results", for: ["lead"] },
  { to: "/p/$project/guideline", name: "guideline", area: "rules", for: everybody },
  { to: "/p/$project/settings", name: "settings", area: "rules", for: ["lead"] },
] as const satisfies {
  to: string;
  name: keyof typeof words.shell.pages;
  area: "work" | "images" | "people" | "results" | "rules";
  for: readonly Role[];
}[];

/** The pages of a project open to these roles. */
export const pagesOf = (roles: readonly Role[]) =>
  pages
    .filter((page) => page.for.some((role) => roles.includes(role)))
    .map((page) => ({ ...page, name: words.shell.pages[page.name] }));

/** More pages than this get their own column, if the window has room for it. */
export const maxInARow = 5;
