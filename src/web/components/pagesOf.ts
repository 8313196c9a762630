import type { Role } from "../../core/stage.ts";

const everybody = ["lead", "annotator", "expert"] as const;

/** In the order of the menu; `area` is what its groups are. */
const pages = [
  { to: "/p/$project/overview", name: "Overview", area: "work", for: ["lead"] },
  { to: "/p/$project/work", name: "My work", area: "work", for: ["annotator", "expert"] },
  { to: "/p/$project/images", name: "Images", area: "images", for: ["lead"] },
  { to: "/p/$project/labels", name: "Labels", area: "images", for: ["lead"] },
  { to: "/p/$project/people", name: "People", area: "people", for: ["lead"] },
  { to: "/p/$project/batches", name: "Batches", area: "people", for: ["lead"] },
  { to: "/p/$project/gold", name: "Gold", area: "people", for: ["lead"] },
  { to: "/p/$project/pace", name: "Pace", area: "people", for: ["lead"] },
  { to: "/p/$project/agreement", name: "Agreement", area: "results", for: ["lead"] },
  { to: "/p/$project/no-label", name: "No label", area: "results", for: ["lead"] },
  { to: "/p/$project/models", name: "Models", area: "results", for: ["lead"] },
  { to: "/p/$project/releases", name: "Releases", area: "results", for: ["lead"] },
  { to: "/p/$project/guideline", name: "Guideline", area: "rules", for: everybody },
  { to: "/p/$project/settings", name: "Settings", area: "rules", for: ["lead"] },
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
export const mostInARow = 5;
