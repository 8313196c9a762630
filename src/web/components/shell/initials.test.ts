import { expect, test } from "vitest";
import { initials } from "./initials.ts";

test.each([
  ["Ada Lovelace", "AL"],
  ["Annotator 5", "A5"],
  ["Maria del Mar Ruiz", "MR"],
  ["민수", "민"],
  ["", ""],
])("%s is %s", (name, letters) => expect(initials(name)).toBe(letters));
