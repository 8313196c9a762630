import { type RawBuilder, sql } from "kysely";

/**
 * A text to compare with, for statements that are run at each save. SQLite looks at the values of `column = ?` while it
 * plans, to see whether they are common, and so plans a statement with joins or several fitting indexes anew each time
 * that values are bound: that costs more than most of ours take to run. Behind a select it does not look.
 *
 * A limit does the same; there `sql.lit` helps, where it is always the same number.
 */
export const planned = <Text extends string>(text: Text): RawBuilder<Text> => sql<Text>`(select ${text})`;
