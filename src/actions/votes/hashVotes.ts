import { createHash } from "node:crypto";
import type { ImageVotes } from "../../db/votes.ts";

/** Hash of the counted votes on an image, independent of their order: it changes with any of them. */
export function hashVotes({
  annotations,
}: {
  annotations: readonly Pick<ImageVotes["annotations"][number], "person" | "decisions">[];
}): string {
  const rows = annotations.flatMap(({ person, decisions }) =>
    decisions.map(({ label, answer }) => `${person} ${label} ${answer}`),
  );
  // People who chose nothing are voters, too.
  const people = annotations.map(({ person }) => person);
  return createHash("sha256")
    .update([...people.sort(), ...rows.sort()].join("\n"))
    .digest("hex");
}
