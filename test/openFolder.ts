import { join } from "node:path";
import type { Context } from "../src/actions/context.ts";
import { type DatabaseAddress, openDatabase } from "../src/db/sql/openDatabase.ts";
import { folderStorage } from "../src/storage/folderStorage.ts";

/** What actions work with, on a folder and a database that a test has opened; `dialect` follows from the address. */
export const makeContext = <Address extends DatabaseAddress>({
  db,
  address,
  dataFolder,
}: Pick<Context, "db" | "dataFolder"> & { address: Address }): Context & { address: Address } => ({
  db,
  address,
  dialect: address.kind,
  dataFolder,
  storage: folderStorage(dataFolder),
  now: () => new Date(),
});

/** Opens a data folder with its database on SQLite, which is made where there is none. Its test closes the database. */
export async function openFolder(
  dataFolder: string,
): Promise<Context & { address: DatabaseAddress & { kind: "sqlite" } }> {
  const address = { kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const;
  return makeContext({ db: await openDatabase(address), address, dataFolder });
}
