import { expect, test } from "vitest";
import { knownLicences, namesOfLicence, publishingOf } from "./licence.ts";

test("a licence is known however it is written, and any other text is no name of one", () => {
  expect(namesOfLicence("cc by 4.0")).toEqual({ spdx: "CC-BY-4.0", hub: "cc-by-4.0" });
  expect(namesOfLicence("ODbL-1.0")).toEqual({ spdx: "ODbL-1.0", hub: "odbl" });
  expect(namesOfLicence("ask us")).toEqual({ spdx: null, hub: null });
  for (const known of knownLicences) expect(namesOfLicence(known.toLowerCase()).spdx).toBe(known);
});

test("what a release does not state is not known", () => {
  expect(publishingOf({})).toEqual({ licence: null, authors: [] });
  expect(publishingOf({ licence: "MIT", authors: ["Ann"] })).toEqual({ licence: "MIT", authors: ["Ann"] });
});
