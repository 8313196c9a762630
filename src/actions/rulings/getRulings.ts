import type { z } from "zod";
import type {
  listRulingChanges as changesContract,
  getRulings as contract,
} from "../../contract/rulings/rulings.ts";
import { rulingsAt } from "../../core/rulings/ruling.ts";
import { listOfProject } from "../../db/images/image.ts";
import { getProject } from "../../db/project/project.ts";
import { listRulingChanges as listChanges } from "../../db/rulings/ruling.ts";
import { listAhead } from "../../db/tasks/ahead.ts";
import type { Context } from "../context.ts";

type Ctx = Pick<Context, "db">;

/**
 * The rulings in force, as people who annotate see them: without the examples' keys, which may reveal a label, and
 * without examples that the person has, had or may still be given as images.
 */
export async function getRulings(
  { db }: Ctx,
  { project, person }: { project: string; person: string },
): Promise<z.input<typeof contract.reply>> {
  const { rulingVersion } = await getProject(db, project);
  const rulings = rulingsAt(await listChanges(db, project));
  const known = await findShown(db, project, rulings);
  const ahead = await listAhead(db, { project, person }, [...known.keys()]);
  return {
    version: rulingVersion,
    rulings: rulings.map(({ version, labels, kind, text, examples }) => ({
      version,
      labels,
      kind,
      text,
      examples: examples.filter((image) => known.has(image) && !ahead.has(image)),
    })),
  };
}

/** Every change of the rulings, the newest first. */
export async function listRulingChanges(
  { db }: Ctx,
  { project }: { project: string },
): Promise<z.input<typeof changesContract.reply>> {
  const { rulingVersion, exemplarVersion } = await getProject(db, project);
  const changes = await listChanges(db, project);
  const shown = await findShown(db, project, changes);
  return {
    version: rulingVersion,
    exemplarVersion,
    changes: changes
      .map(({ examples, ...change }) => ({
        ...change,
        examples: examples.flatMap((id) => {
          const key = shown.get(id);
          return key === undefined ? [] : { id, key };
        }),
      }))
      .reverse(),
  };
}

/** The examples that may be shown, with their keys: an image that has become gold since would reveal that. */
async function findShown(db: Ctx["db"], project: string, rulings: readonly { examples: string[] }[]) {
  const ids = [...new Set(rulings.flatMap(({ examples }) => examples))];
  return new Map((await listOfProject(db, project, ids)).map(({ id, key }) => [id, key]));
}
