import type { Kysely } from "kysely";

/** Labels of an audit sample that neither expert named, and that an expert was asked about. */
export const askedLabels = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("auditedImage").addColumn("askedJson", "text").execute();
  },
};
