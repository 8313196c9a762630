import {
  type SaveAnnotationBody,
  type SaveReply,
  type StoredAnnotation,
  saveAnnotation,
  skipAssignment,
} from "../../../contract/tasks/annotation.ts";
import type { AnnotationDraft } from "../../../contract/tasks/annotationDraft.ts";
import { call } from "../../client/call.ts";
import type { Conflict, Sort } from "../../saving/saving.ts";

export type AnnotationRequest =
  | { kind: "save"; body: SaveAnnotationBody }
  | { kind: "skip"; body: { operation: string; reason: string } };

export type WantedAnnotation =
  | { kind: "save"; state: SaveAnnotationBody["state"]; annotation: AnnotationDraft }
  | { kind: "skip"; reason: string };

export type AnnotationConflict = Conflict<WantedAnnotation, StoredAnnotation>;

/** A person's answer on an image, or that they put it off; by assignment. */
export const savedAnnotations: Sort<WantedAnnotation, AnnotationRequest, SaveReply> = {
  table: "unsaved",
  form(wanted, revision, operation) {
    if (wanted.kind === "skip") return { kind: "skip", body: { operation, reason: wanted.reason } };
    const { state, annotation } = wanted;
    return { kind: "save", body: { operation, revision, state, annotation } };
  },
  wantedOf: (request) =>
    request.kind === "skip"
      ? { kind: "skip", reason: request.body.reason }
      : { kind: "save", state: request.body.state, annotation: request.body.annotation },
  isDraft: (wanted) => wanted.kind === "save" && wanted.state === "draft",
  asDraft: (wanted) => (wanted.kind === "save" ? { ...wanted, state: "draft" } : null),
  over: ["locked"],
  revisionOf: ({ saved }) => saved.revision,
  withoutNext: ({ saved }) => ({ saved, next: null }),
};

/** @param holds the images ahead that the page holds, each with the revision it knows */
export function sendAnnotation(
  assignment: string,
  { kind, body }: AnnotationRequest,
  { holds, ...options }: { person: string; holds: Record<string, number>; keepalive: boolean },
): Promise<SaveReply> {
  const params = { assignment };
  if (kind === "skip") return call(skipAssignment, { params, body: { ...body, holds }, ...options });
  // The reply to a draft does not include what comes next.
  const wanted = body.state === "submitted" ? { ...body, holds } : body;
  return call(saveAnnotation, { params, body: wanted, ...options });
}
