import { Failure } from "../../contract/failure.ts";
import { hasDirection, pairName, type RulingKind, rulingsAt } from "../../core/rulings/ruling.ts";
import { insertEvent } from "../../db/event.ts";
import { lockProject } from "../../db/exemplars.ts";
import { findImagesByKey, listOfProject } from "../../db/images/image.ts";
import { getProject, updateProject } from "../../db/project/project.ts";
import { insertRuling, listRulingChanges, type StoredRuling } from "../../db/rulings/ruling.ts";
import type { Db } from "../../db/schema.ts";
import type { Context } from "../context.ts";

interface Wanted {
  labels: [first: number, second: number];
  /** null: the ruling is withdrawn, and the text says why. */
  kind: RulingKind | null;
  text: string;
  /** Keys of images. */
  examples: readonly string[];
}

/**
 * Rules on a pair of labels, changes the ruling, or withdraws it: the next version of the project's rulings. If nothing
 * changes, no version is made.
 *
 * @param input.version of the rulings that the change is based on
 * @throws Failure `conflict` where somebody else changed the ruling on these labels since; `bad-request` where labels
 *   or images do not belong to the project; `not-found` where there is nothing to withdraw
 */
export async function saveRuling(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  input: Wanted & { project: string; person: string | null; version: number },
): Promise<{ version: number; changed: boolean }> {
  const { project, person, kind } = input;
  return ctx.db.transaction().execute(async (db) => {
    await lockProject(db, ctx.dialect, project);
    const { rulingVersion, labelCount } = await getProject(db, project);
    const pair = pairName(input.labels);
    const changes = await listRulingChanges(db, project);
    const last = changes.findLast(({ labels }) => pairName(labels) === pair);
    checkLabels(input.labels, labelCount);
    const before = rulingsAt(changes).find(({ labels }) => pairName(labels) === pair);
    const after = {
      labels: last && kind === null ? last.labels : inOrder(input.labels, kind),
      kind,
      text: input.text.trim().normalize("NFC").replace(/\r\n?/g, "\n"),
      examples: await findExamples(db, project, input.examples),
    };
    // A request sent again because the reply was lost does not conflict with itself.
    if (last && JSON.stringify(digest(last)) === JSON.stringify(after))
      return { version: rulingVersion, changed: false };
    if (last && last.version > input.version) {
      throw new Failure(
        "conflict",
        `${last.by ?? "Somebody else"} changed the ruling on these two labels meanwhile. Load the page again to see it.`,
      );
    }
    if (kind === null && !before) throw new Failure("not-found", "There is no ruling on these two labels.");

    const version = rulingVersion + 1;
    const at = ctx.now().toISOString();
    await updateProject(db, project, { rulingVersion: version });
    await insertRuling(db, {
      projectId: project,
      version,
      firstLabel: after.labels[0],
      secondLabel: after.labels[1],
      kind,
      text: after.text,
      examplesJson: JSON.stringify(after.examples),
      personId: person,
      createdAt: at,
    });
    await insertEvent(db, {
      project,
      at,
      person,
      kind: kind === null ? "ruling-withdrawn" : "ruling-saved",
      ...(before ? { before: { version: before.version, ...digest(before) } } : {}),
      after: { version, ...after },
    });
    return { version, changed: true };
  });
}

function checkLabels([first, second]: Wanted["labels"], labels: number): void {
  if (first === second)
    throw new Failure("bad-request", "A ruling is on two different labels. Choose another one.");
  if (Math.max(first, second) >= labels)
    throw new Failure("bad-request", "The project's label space has no such label.");
}

const inOrder = ([first, second]: Wanted["labels"], kind: RulingKind | null): Wanted["labels"] =>
  kind !== null && hasDirection(kind) ? [first, second] : [Math.min(first, second), Math.max(first, second)];

/**
 * @returns ids; a gold image is treated as missing: as an example, it would reveal itself to people who watch for it
 */
async function findExamples(db: Db, project: string, keys: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(keys)];
  const found = await findImagesByKey(db, project, wanted);
  const ids = wanted.flatMap((key) => found.get(key)?.id ?? []);
  const own = new Set((await listOfProject(db, project, ids)).map(({ id }) => id));
  const unknown = wanted.filter((key) => !own.has(found.get(key)?.id ?? ""));
  if (unknown.length > 0) {
    throw new Failure(
      "bad-request",
      `${unknown.join(", ")}: no image of this project that can be shown as an example. Check the name; gold images cannot be examples.`,
      { images: unknown },
    );
  }
  return ids;
}

const digest = ({ labels, kind, text, examples }: StoredRuling) => ({ labels, kind, text, examples });
