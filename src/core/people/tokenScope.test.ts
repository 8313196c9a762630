import { expect, it } from "vitest";
import { findScope } from "./tokenScope.ts";

it.each([
  ["GET", ["lead"], "read"],
  ["GET", "person", "read"],
  ["GET", "worker", "work"],
  ["PUT", "worker", "work"],
  ["POST", "member", "work"],
  ["PUT", ["expert"], "work"],
  ["POST", ["lead", "expert"], "manage"],
  ["DELETE", ["lead"], "manage"],
  ["PUT", "person", null],
  ["POST", "anyone", null],
] as const)("%s of %j takes %s", (method, access, scope) =>
  expect(findScope({ method, url: "/api/x", access })).toBe(scope),
);

it("whoever asks for the next image works", () =>
  expect(findScope({ method: "GET", url: "/api/projects/:project/sheets/next", access: ["annotator"] })).toBe(
    "work",
  ));
