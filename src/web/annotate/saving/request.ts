import type { Request, Wanted } from "./keptWork.ts";

/** What is sent of what a person wants saved. */
export function formRequest(wanted: Wanted, revision: number, operation: string): Request {
  if (wanted.kind === "skip") return { kind: "skip", body: { operation, reason: wanted.reason } };
  const { state, annotation } = wanted;
  return { kind: "save", body: { operation, revision, state, annotation } };
}

/** The other way round. */
export function asWanted(request: Request | null): Wanted | null {
  if (!request) return null;
  return request.kind === "skip"
    ? { kind: "skip", reason: request.body.reason }
    : { kind: "save", state: request.body.state, annotation: request.body.annotation };
}
