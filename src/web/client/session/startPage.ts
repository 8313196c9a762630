import type { Project } from "./session.ts";

/** A person's first page in a project: the lead sees the state of things, the others what they have to do. */
export const startPage = ({ roles }: Pick<Project, "roles">) =>
  roles.includes("lead") ? "/p/$project/overview" : "/p/$project/work";

/** Where a person goes when they leave the annotation page. */
export const pageAfterWork = ({ roles }: Pick<Project, "roles">) =>
  roles.some((role) => role !== "lead") ? "/p/$project/work" : "/p/$project/overview";
