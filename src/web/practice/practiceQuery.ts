import { queryOptions } from "@tanstack/react-query";
import { getPracticeAnswer, getQualification } from "../../contract/practice/qualification.ts";
import { call } from "../client/call.ts";
import { orLastReply } from "../offline/lastReply.ts";

/** The name under which the browser keeps the person's standing for use without a connection. */
export const practiceReply = (project: string) => `practice ${project}`;

export const practiceQuery = (project: string) =>
  queryOptions({
    queryKey: ["practice", project],
    queryFn: ({ signal }) =>
      orLastReply(practiceReply(project), call(getQualification, { params: { project }, signal })),
    staleTime: 0,
    // A lead may let somebody in, or give new attempts, while the page is open.
    refetchInterval: 30_000,
  });

/** A practice image of this attempt, to look back at. */
export const practiceAnswerQuery = (project: string, answer: string) =>
  queryOptions({
    queryKey: ["practice", project, answer],
    queryFn: ({ signal }) =>
      orLastReply(
        `${practiceReply(project)} ${answer}`,
        call(getPracticeAnswer, { params: { project, answer }, signal }),
      ),
  });
