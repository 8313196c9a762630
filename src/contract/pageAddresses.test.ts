import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { isPageAddress, pageAddresses } from "./pageAddresses.ts";

test("the router of the pages has the same addresses", () => {
  const routes = new URL("../web/routes/", import.meta.url);
  const code = readdirSync(routes).map((file) => readFileSync(new URL(file, routes), "utf8"));
  const addresses = code.flatMap((text) =>
    [...text.matchAll(/\bpath: "(\/[^"]*)"/g)].map(([, path]) => path),
  );
  expect(addresses.toSorted()).toEqual([...pageAddresses].toSorted());
});

test.each([
  ["/", true],
  ["/p/0192/labels/3/grid", true],
  ["/p/0192/images/", true],
  ["/favicon.ico", false],
  ["/metrics", false],
  ["/p", false],
  ["/p/0192", false],
  ["/p//overview", false],
  ["/p/0192/nothing", false],
  ["/sign-in/now", false],
])("%s: %s", (path, isOne) => {
  expect(isPageAddress(path)).toBe(isOne);
});
