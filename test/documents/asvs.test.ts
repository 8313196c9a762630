import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, it } from "vitest";

const root = join(import.meta.dirname, "../..");
const rows = readFileSync(join(root, "docs/asvs.md"), "utf8")
  .split("\n")
  .flatMap((line) => {
    const [, number, asks = "", here = ""] = /^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+) \|$/.exec(line) ?? [];
    return number ? [{ number, asks, here }] : [];
  });

/** How many requirements each section has at level 2, and which numbers are missing in between. */
const sections: Record<string, [max: number, without?: number[]]> = {
  ...{ "1.1": [7], "1.2": [4], "1.4": [5, [2, 3]], "1.5": [4], "1.6": [4], "1.7": [2], "1.8": [2] },
  ...{ "1.9": [2], "1.10": [1], "1.11": [2], "1.12": [2, [1]], "1.14": [6] },
  ...{ "2.1": [12], "2.2": [3], "2.3": [3], "2.4": [6], "2.5": [7], "2.6": [3], "2.7": [6], "2.8": [7] },
  ...{ "2.9": [3], "2.10": [4], "3.1": [1], "3.2": [4], "3.3": [4], "3.4": [5], "3.5": [3], "3.7": [1] },
  ...{ "4.1": [5, [4]], "4.2": [2], "4.3": [3], "5.1": [5], "5.2": [8], "5.3": [10], "5.4": [3], "5.5": [4] },
  ...{ "6.1": [3], "6.2": [6], "6.3": [2], "6.4": [2], "7.1": [4], "7.2": [2], "7.3": [4, [2]], "7.4": [3] },
  ...{ "8.1": [4], "8.2": [3], "8.3": [8], "9.1": [3], "9.2": [4], "10.2": [2], "10.3": [3], "11.1": [8] },
  ...{ "12.1": [3], "12.2": [1], "12.3": [6], "12.4": [2], "12.5": [2], "12.6": [1] },
  ...{ "13.1": [5, [2]], "13.2": [6, [4]], "13.3": [2], "13.4": [2] },
  ...{ "14.1": [4], "14.2": [6], "14.3": [3, [1]], "14.4": [7], "14.5": [4] },
};

it("says of each requirement of ASVS 4.0.3, level 2, once and in their order, how it is met", () => {
  const expected = Object.entries(sections).flatMap(([section, [max, without = []]]) =>
    Array.from({ length: max }, (_, at) => at + 1)
      .filter((number) => !without.includes(number))
      .map((number) => `${section}.${number}`),
  );
  expect(rows.map(({ number }) => number)).toEqual(expected);
});

it("names in docs/security.md all that is open, and nothing else", () => {
  const open = rows.flatMap(({ number, here }) => (/\*\*open\*\*/i.test(here) ? [number] : []));
  const security = readFileSync(join(root, "docs/security.md"), "utf8");
  const [, sentence = ""] = /What is \*\*open\*\* in it: (.*)/.exec(security) ?? [];
  const named = [...sentence.matchAll(/\d+\.\d+\.\d+/g)].map(([number]) => number);
  expect(named.sort()).toEqual(open.sort());
});

it("names tests and files that are there", () => {
  const named = rows.flatMap(({ number, here }) =>
    [...here.matchAll(/`([\w./]+\.(?:test\.)?tsx?)`/g)].map(([, file]) => ({ number, file: file! })),
  );
  expect(named.length).toBeGreaterThan(100);
  const ofServer = readdirSync(join(root, "src/server"), { recursive: true }).map((path) =>
    basename(String(path)),
  );
  const missing = named.filter(({ file }) => !existsSync(join(root, file)) && !ofServer.includes(file));
  expect(missing).toEqual([]);
});
