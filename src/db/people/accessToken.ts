import type { Proof } from "../../contract/people/secondFactor.ts";
import type { TokenScope } from "../../core/people/tokenScope.ts";
import type { Db } from "../schema.ts";
import type { AccessTokenTable } from "../tables/peopleTables.ts";

/** What is known of a token; it itself is not kept. */
export interface AccessToken {
  id: string;
  name: string;
  scopes: TokenScope[];
  createdAt: string;
  expiresAt: string;
  /** When it was last used, to the minute; null: never. */
  usedAt: string | null;
}

export const insertAccessToken = async (
  db: Db,
  { scopes, ...token }: Omit<AccessTokenTable, "scopesJson"> & { scopes: readonly TokenScope[] },
): Promise<void> => {
  await db
    .insertInto("accessToken")
    .values({ ...token, scopesJson: JSON.stringify(scopes) })
    .execute();
};

/** A person's tokens, those that have expired too, the newest first. */
export async function listAccessTokens(db: Db, person: string): Promise<AccessToken[]> {
  const rows = await db
    .selectFrom("accessToken")
    .select(["id", "name", "scopesJson", "createdAt", "expiresAt", "usedAt"])
    .where("personId", "=", person)
    .orderBy("id", "desc")
    .execute();
  return rows.map(({ scopesJson, ...token }) => ({ ...token, scopes: JSON.parse(scopesJson) }));
}

/** Whose a token is, and what it may do. */
export async function findAccessToken(
  db: Db,
  hash: string,
): Promise<
  | {
      token: Pick<AccessToken, "id" | "scopes" | "expiresAt" | "usedAt">;
      person: { id: string; name: string; email: string; proof: Proof };
    }
  | undefined
> {
  const row = await db
    .selectFrom("accessToken")
    .innerJoin("person", "person.id", "accessToken.personId")
    .select(["accessToken.id as tokenId", "scopesJson", "expiresAt", "usedAt", "proof"])
    .select(["person.id", "person.name", "person.email"])
    .where("hash", "=", hash)
    .executeTakeFirst();
  if (!row) return undefined;
  const { tokenId, scopesJson, expiresAt, usedAt, ...person } = row;
  return { token: { id: tokenId, scopes: JSON.parse(scopesJson), expiresAt, usedAt }, person };
}

export const noteTokenUsed = async (db: Db, id: string, at: string): Promise<void> => {
  await db.updateTable("accessToken").set({ usedAt: at }).where("id", "=", id).execute();
};

/** @returns whether there was one */
export async function deleteAccessToken(
  db: Db,
  { id, person }: { id: string; person: string },
): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("accessToken")
    .where("id", "=", id)
    .where("personId", "=", person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** All tokens of a person end: whoever knew the old password may have made them. */
export const deleteAccessTokens = async (db: Db, person: string): Promise<void> => {
  await db.deleteFrom("accessToken").where("personId", "=", person).execute();
};
