import { sql } from "kysely";

/** "[3,12]" as ",3,12,": each label between commas. */
export const labelsBetweenCommas = sql`',' || substr("labelsJson", 2, length("labelsJson") - 2) || ','`;

/** How many labels "[3,12]" holds. */
export const labelsCounted = sql<number>`case when "labelsJson" = '[]' then 0
  else length("labelsJson") - length(replace("labelsJson", ',', '')) + 1 end`;
