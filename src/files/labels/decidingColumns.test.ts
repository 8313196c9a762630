import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readImageList } from "../images/readImageList.ts";
import { readManifest } from "../images/readManifest.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { DecidingColumns, isPersonColumn } from "./decidingColumns.ts";
import { readLabelFile } from "./readLabelFile.ts";

const folder = await temporaryFolder();

/** Two labels of each of three images, the second with the other value. */
const table = (column: string, [first, second]: [string, string]) =>
  `image,label,${column}\n${[0, 1, 2].map((at) => `${at}.jpg,${at},${first}\n${at}.jpg,${at + 3},${second}\n`).join("")}`;

const readers: Record<string, (text: string) => Promise<unknown>> = {
  "a file of labels": async (text) => {
    const file = join(folder, "labels.csv");
    await writeFile(file, text);
    return readLabelFile(file);
  },
  "labels as JSON lines": async (text) => {
    const [names, ...rows] = text.trim().split("\n");
    const lines = rows.map((row, at) => {
      const cells = Object.fromEntries(row.split(",").map((cell, place) => [names!.split(",")[place], cell]));
      return JSON.stringify({ ...cells, image: `${at}.jpg` });
    });
    const file = join(folder, "labels.jsonl");
    await writeFile(file, lines.join("\n"));
    return readLabelFile(file);
  },
  "a manifest": async (text) => {
    const file = join(folder, "manifest.csv");
    await writeFile(file, text);
    return Array.fromAsync(readManifest(file));
  },
};

describe.each(Object.entries(readers))("%s", (name, read) => {
  test.each([
    ["mean_probability", ["0.9", "0.1"]],
    ["n_yes", ["3", "0"]],
    ["Votes for", ["5", "1"]],
    ["isValid", ["1", "0"]],
    ["deleted", ["true", "false"]],
    ["weight", ["1.0", "0.25"]],
    ["consensus", ["80%", "20%"]],
    ["verdict", ["ok", "wrong"]],
    ["decision", ["kept", "removed"]],
    ["Status", ["confirmed", "doubtful"]],
  ] as [string, [string, string]][])(
    "with the column %s is refused: it may decide",
    async (column, values) => {
      await expect(read(table(column, values))).rejects.toThrow(
        new RegExp(`its column "${column}" is not understood, and may say which labels count`),
      );
    },
  );

  test.each([
    ["label2", ["7", ""]],
    ["label_2", ["dog", "cat"]],
    ["Label.1", ["dog", "dog"]],
    ["secondLabel", ["", "dog"]],
    ["other labels", ["0.5", "0.5"]],
    ["clean_label", ["7", "8"]],
  ] as [string, [string, string]][])(
    "with the column %s is refused: it may hold further labels",
    async (column, values) => {
      await expect(read(table(column, values))).rejects.toThrow(
        `its column "${column}" may hold labels, too, and is not read`,
      );
    },
  );

  test.each([
    ["label2", ["", ""]],
    ["label_id", ["7", "8"]],
    ["label_name_2", ["dog", "cat"]],
    ["class_source", ["a", "b"]],
    ["coarse_label", ["7", "8"]],
    ["width", ["640", "480"]],
    ["box_x", ["0.1", "0.4"]],
    ["note", ["yes I think", "0"]],
    ["mean_probability", ["0.9", "0.9"]],
    ["annotation_id", ["1", "0"]],
    ["source", ["flickr", "web"]],
  ] as [string, [string, string]][])(
    "with the column %s is read: it decides nothing",
    async (column, values) => {
      await read(table(column, values));
    },
  );

  if (name !== "labels as JSON lines") {
    test("is refused where answers differ within an image, read where they are the image's", async () => {
      await expect(read(table("x_ray_ok", ["true", "false"]).replace("x_ray_", "ray"))).rejects.toThrow(
        "rayok",
      );
      await expect(read(table("looked at", ["good", "bad"]))).rejects.toThrow("looked at");
      await read(`image,label,train\na.jpg,0,1\na.jpg,1,1\nb.jpg,0,0\nb.jpg,2,0\n`);
    });
  }
});

test("a list of images with a second column of labels is refused, one without is read", async () => {
  const file = join(folder, "images.csv");
  const readList = async (header: string) => {
    await writeFile(file, `${header}\na.jpg,0,1\nb.jpg,2,3\n`);
    return (await readImageList(file)).map(({ label }) => label);
  };
  await expect(readList("image,label,label2")).rejects.toThrow('"label2" may hold labels, too');
  expect(await readList("image,label,width")).toEqual(["0", "2"]);
});

test.each(["labeler", "Annotated by worker", "WorkerId", "person", "rater_2", "userName"])(
  "%s is a column of people, so the file is one of votes",
  async (column) => {
    expect(isPersonColumn(column)).toBe(true);
    await expect(readers["a file of labels"]!(table(column, ["A", "B"]))).rejects.toThrow("file of votes");
  },
);

test("a column of words never decides, whatever the order of the rows", () => {
  const rows = fc.array(fc.tuple(fc.constantFrom("a", "b"), fc.constantFrom("cat", "0.5", "yes", "")), {
    minLength: 1,
  });
  fc.assert(
    fc.property(rows, fc.nat(), (cells, at) => {
      const columns = new DecidingColumns(["remark"]);
      const withWord = [
        ...cells.slice(0, at % cells.length),
        ["a", "a word"] as const,
        ...cells.slice(at % cells.length),
      ];
      for (const [image, cell] of withWord) columns.add(image, () => cell);
      expect(columns.find()).toBeUndefined();
    }),
  );
});
