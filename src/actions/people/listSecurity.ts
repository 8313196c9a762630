import type { z } from "zod";
import type { listSecurity as contract } from "../../contract/people/person.ts";
import { listPersonNames } from "../../db/people/person.ts";
import { listSecurityEvents } from "../../db/people/securityEvent.ts";
import type { Context } from "../context.ts";
import { atCommandLine } from "./logAtCommandLine.ts";

/** A page of the security log, as far as it concerns a project: without the addresses from which people came. */
export async function listSecurity(
  { db }: Pick<Context, "db">,
  { project, before, limit }: { project: string; before?: string | undefined; limit: number },
): Promise<z.input<typeof contract.reply>> {
  const rows = await listSecurityEvents(db, { project, before, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const people = page.flatMap(({ person, about }) => [person, about]).filter((id) => id !== null);
  const names = await listPersonNames(db, [...new Set(people)]);
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  return {
    events: page.map(({ id, at, kind, person, about, details }) => ({
      id,
      at,
      kind,
      by: nameOf(person),
      atCommandLine: details.by === atCommandLine,
      about: nameOf(about),
    })),
    before: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}
