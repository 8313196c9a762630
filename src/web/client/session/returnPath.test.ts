import { expect, test } from "vitest";
import { returnPath } from "./returnPath.ts";

test("goes back to the page one came from", () => {
  expect(returnPath("/p/1/annotate?assignment=7#x")).toBe("/p/1/annotate?assignment=7#x");
});

test.each([
  undefined,
  "",
  "https://evil.example/",
  "//evil.example/",
  "/\\evil.example",
  "javascript:alert(1)",
  "/sign-in?to=/",
])("never leaves the program, nor returns to the sign-in: %s", (wanted) =>
  expect(returnPath(wanted)).toBe("/"),
);

test.each(["/.//evil.example", "/x/..//evil.example", "/%2e//evil.example", "/..///evil.example"])(
  "makes no other site's address of %s",
  (wanted) => expect(URL.parse(returnPath(wanted), "http://here")?.origin).toBe("http://here"),
);
