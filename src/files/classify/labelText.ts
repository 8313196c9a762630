import { z } from "zod";
import { plainText } from "../text/plainText.ts";

/** A label in JSON, an index or a name, as text. */
export const labelText = z
  .custom<string | number>(
    (written) => typeof written === "string" || (Number.isInteger(written) && (written as number) >= 0),
    { error: ({ input }) => (input === undefined ? "is missing" : "is no label: text, or a whole number") },
  )
  .transform((written) => plainText(String(written)))
  .refine((text) => text !== "", { error: "is empty" });
