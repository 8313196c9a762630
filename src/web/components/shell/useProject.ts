import { useParams } from "@tanstack/react-router";
import { type Project, useSession } from "../../client/session/session.ts";

/** The project that the address names. The shell shows a page only if there is one. */
export function useProject(): Project {
  const project = useProjectIfAny();
  if (!project) throw new Error("this page stands outside of a project");
  return project;
}

export function useProjectIfAny(): Project | undefined {
  const id = useParams({ strict: false, select: (params) => params.project });
  const { projects } = useSession();
  return projects.find((project) => project.id === id);
}
