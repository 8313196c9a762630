import type { AssignmentView, WorkPosition } from "../../contract/tasks/work.ts";

/** An image with labels 10, 11, 12 ... in groups of five, for tests. */
export function viewOf(id: string, changes: Partial<AssignmentView> = {}): AssignmentView {
  return {
    id,
    project: "p1",
    stage: "annotate",
    state: "open",
    revision: 0,
    locked: false,
    image: { id: `image-${id}`, width: 4, height: 3, screenUrl: "/screen", originalUrl: "/original" },
    groupSize: 5,
    shownAfterMs: 400,
    commentOnChange: false,
    allGroups: false,
    exemplarVersion: 1,
    cards: Array.from({ length: 20 }, (_, i) => ({ label: 10 + i, how: "proposal" as const })),
    draft: null,
    batch: 1,
    pilot: false,
    previous: null,
    next: null,
    ...changes,
  };
}

/** The first of these images, with the others ahead. */
export function positionOf(views: AssignmentView[], done = 0): WorkPosition {
  return {
    order: views.map(({ id }) => id),
    current: views[0] ?? null,
    ahead: views.slice(1),
    progress: { stage: "annotate", done, total: 9, skipped: 0, blocked: 0 },
  };
}
