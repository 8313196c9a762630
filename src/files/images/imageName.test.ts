import fc from "fast-check";
import { expect, test } from "vitest";
import { imageName } from "./imageName.ts";

test.each([
  ["a.jpg", "a.jpg"],
  ["./a.jpg", "a.jpg"],
  ["././/./a.jpg", "a.jpg"],
  ["b//./c/././a.jpg", "b/c/a.jpg"],
  ["caf\u0065\u0301.jpg", "caf\u00e9.jpg"],
  [".hidden/a.jpg", ".hidden/a.jpg"],
  ["a./b.jpg", "a./b.jpg"],
  ["/a.jpg", "/a.jpg"],
  ["../a.jpg", "../a.jpg"],
  [" a.jpg ", "a.jpg"],
  ["photos / a.jpg\u00a0", "photos/a.jpg"],
  ["x/ /a b.jpg", "x/a b.jpg"],
  ["photos\\a.jpg", "photos/a.jpg"],
  [".\\a\\\\b.jpg", "a/b.jpg"],
  ["https://example.org/cats/1.jpg", "example.org/cats/1.jpg"],
  [" HTTP://Example.org:8080/a%20b//c.jpg ", "example.org_8080/a b/c.jpg"],
  ["https://example.org/a.jpg?id=1", "example.org/a~c9aff775.jpg"],
  ["https://exa mple/a.jpg", "https:/exa mple/a.jpg"],
  ["s3://bucket/a.jpg", "s3:/bucket/a.jpg"],
])("%j is %j", (written, name) => {
  expect(imageName(written)).toBe(name);
});

test("a name in its form stays as it is, whatever was written", () => {
  const part = fc.oneof(fc.constantFrom("", ".", "..", "a", "e\u0301", " "), fc.string({ unit: "grapheme" }));
  fc.assert(
    fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
      const name = imageName(parts.join("/"));
      expect(imageName(name)).toBe(name);
      expect(imageName(`./${name}`)).toBe(imageName(`././/${name}`));
    }),
  );
});
