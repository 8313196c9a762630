import type { Role } from "../../core/stage.ts";

const pages = [
  { to: "/p/$project/overview", name: "Overview", for: ["lead"] },
  { to: "/p/$project/work", name: "My work", for: ["annotator", "expert"] },
  { to: "/p/$project/people", name: "People", for: ["lead"] },
  { to: "/p/$project/batches", name: "Batches", for: ["lead"] },
  { to: "/p/$project/labels", name: "Labels", for: ["lead"] },
  { to: "/p/$project/pace", name: "Pace", for: ["lead"] },
  { to: "/p/$project/agreement", name: "Agreement", for: ["lead"] },
  { to: "/p/$project/models", name: "Models", for: ["lead"] },
  { to: "/p/$project/releases", name: "Releases", for: ["lead"] },
  { to: "/p/$project/guideline", name: "Guideline", for: ["lead", "annotator", "expert"] },
  { to: "/p/$project/settings", name: "Settings", for: ["lead"] },
] as const satisfies { to: string; name: string; for: readonly Role[] }[];

/** The pages of a project that these roles open. */
export const pagesOf = (roles: readonly Role[]) =>
  pages.filter((page) => page.for.some((role) => roles.includes(role)));
