import { join } from "node:path";
import Sqlite from "sqlite-driver";
import { unpackRanking } from "../../../src/core/proposals/packRanking.ts";
import { openAtOnce } from "./askPostgres.ts";
import { postgresOf } from "./place.ts";

function openSqlite(data: string) {
  const db = new Sqlite(join(data, "multilabelfy.sqlite"), { readonly: true });
  return {
    ask: (query: string, parameters: readonly unknown[]): unknown[] => db.prepare(query).all(...parameters),
    close: () => void db.close(),
  };
}

/** Reads what the server has stored, from outside and without writing. */
export function openStored(data: string) {
  const url = postgresOf(data);
  const { ask, close } = url === undefined ? openSqlite(data) : openAtOnce(url);
  const all = <Row>(query: string, ...parameters: unknown[]) => ask(query, parameters) as Row[];
  const labels = all<{ index: number; name: string }>('SELECT "index", name FROM label');
  const nameOf = new Map(labels.map(({ index, name }) => [index, name]));
  const named = (json: string) => (JSON.parse(json) as number[]).map((label) => nameOf.get(label) ?? "");

  return {
    all,
    close,
    indexOf: new Map(labels.map(({ index, name }) => [name, index])),
    keyOf: new Map(
      all<{ id: string; key: string }>("SELECT id, key FROM image").map(({ id, key }) => [id, key]),
    ),
    /** The names of an image's proposals, the likeliest first. */
    proposalsOf(key: string): string[] {
      const [row] = all<{ ranking: Uint8Array }>(
        "SELECT ranking FROM proposal JOIN image ON image.id = proposal.imageId WHERE image.key = ?",
        key,
      );
      return unpackRanking(row?.ranking ?? new Uint8Array()).map(({ label }) => nameOf.get(label) ?? "");
    },
    /** A person's submitted decisions on an image, by label name. */
    decisionsOf(email: string, stage: string, key: string) {
      const rows = all<{
        labelIndex: number;
        answer: string;
        how: string;
        position: number;
        shownMs: number;
      }>(
        `SELECT decision.* FROM decision
         JOIN assignment ON assignment.id = decision.assignmentId
         JOIN image ON image.id = assignment.imageId
         JOIN person ON person.id = assignment.personId
         WHERE person.email = ? AND assignment.stage = ? AND image.key = ?`,
        email,
        stage,
        key,
      );
      return new Map(rows.map(({ labelIndex, ...decision }) => [nameOf.get(labelIndex) ?? "", decision]));
    },
    agreementOf(key: string) {
      const [row] = all<{ agreed: number; labelsJson: string; reasonsJson: string }>(
        "SELECT agreement.* FROM agreement JOIN image ON image.id = agreement.imageId WHERE image.key = ?",
        key,
      );
      return (
        row && {
          agreed: row.agreed === 1,
          labels: named(row.labelsJson).sort(),
          reasons: JSON.parse(row.reasonsJson) as string[],
        }
      );
    },
  };
}

export type Stored = ReturnType<typeof openStored>;
