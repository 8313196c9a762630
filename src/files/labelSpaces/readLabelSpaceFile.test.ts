import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { type LabelSpaceFile, readLabelSpaceFile } from "./readLabelSpaceFile.ts";

const folder = await temporaryFolder();

async function read(name: string, content: string): Promise<LabelSpaceFile> {
  const file = join(folder, name);
  await writeFile(file, content);
  return readLabelSpaceFile(file);
}

const birds = [
  { index: 0, key: "7", name: "bird", synonyms: [], definition: "it flies, mostly", hypernyms: ["animal"] },
  {
    index: 1,
    key: "robin",
    name: "European robin",
    synonyms: ["robin", "redbreast"],
    definition: "",
    hypernyms: ["bird", "animal"],
  },
];

describe("readLabelSpaceFile", () => {
  test("reads the built-in label space", async () => {
    const file = fileURLToPath(new URL("../../../label-spaces/imagenet-1k.json", import.meta.url));
    const { id, name, licence, labels } = await readLabelSpaceFile(file);
    expect({ id, name }).toEqual({ id: "imagenet-1k", name: "ImageNet-1k" });
    expect(licence).toContain("WordNet");
    expect(labels).toHaveLength(1000);
    expect(labels[0]).toMatchObject({ index: 0, key: "n01440764", name: "tench", synonyms: ["Tinca tinca"] });
    expect(labels[0]!.hypernyms.at(-1)).toBe("animal");
  });

  test("reads a CSV table; parents are ids, names or free", async () => {
    const csv = [
      "id,name,synonyms,definition,parent",
      '7,bird,,"it flies, mostly",animal',
      "robin,European robin,robin | redbreast,,BIRD",
    ].join("\n");
    expect(await read("birds.csv", csv)).toEqual({
      id: "birds",
      name: "birds",
      source: "",
      licence: "",
      unread: [],
      labels: birds,
    });
  });

  test("reads names in other languages, of a CSV and of JSON", async () => {
    const csv = "id,name,name:ko,Synonyms:KO,name:de\n7,goldfish,금붕어,금어 | 금붕어,\n8,cup,컵,,Tasse";
    const { labels, unread } = await read("fish.csv", csv);
    expect(unread).toEqual([]);
    expect(labels.map(({ name, names }) => ({ name, names }))).toEqual([
      { name: "goldfish", names: { ko: ["금붕어", "금어"] } },
      { name: "cup", names: { ko: ["컵"], de: ["Tasse"] } },
    ]);
    const json = [
      { id: 7, name: "goldfish", names: { ko: ["금붕어", "금어"] } },
      { id: 8, name: "cup", names: { de: "Tasse" } },
    ];
    expect((await read("fish.json", JSON.stringify(json))).labels.map(({ names }) => names)).toEqual([
      { ko: ["금붕어", "금어"] },
      { de: ["Tasse"] },
    ]);
  });

  test.each([
    [
      "name,name:kr\ncup,컵",
      /row 1: the column "name:kr" may hold names in a language, or something else: "kr" is none of the languages/,
    ],
    ["name,name:zh-TW\ncup,杯", /"zh-TW" is none of the languages/],
    ["name,name:ko,NAME:ko\ncup,컵,컵", /both are the name in one language/],
    ["name,name:ko\ncup,컵\nmug,컵", /row 3: the name "컵" in "ko" is used before, in row 2/],
    [
      "name,synonyms:ko\ncup,잔",
      /row 2: it has synonyms in the language "ko" and no name in it. Fill in "name:ko"/,
    ],
  ])("refuses names in languages that are not clear: %j", async (csv, why) => {
    await expect(read("unclear.csv", csv)).rejects.toThrow(why);
  });

  test("refuses names in JSON that are of no language, or no text", async () => {
    const of = (names: object) => read("unclear.json", JSON.stringify([{ name: "cup", names }]));
    await expect(of({ kr: "컵" })).rejects.toThrow(/the names hold "kr": "kr" is none of the languages/);
    await expect(of({ ko: 3 })).rejects.toThrow(/the name in "ko" is 3, and must be text/);
  });

  test("reads a JSON table", async () => {
    const table = [
      { id: 7, name: "bird", definition: "it flies, mostly", parent: "animal" },
      { id: "robin", name: "European robin", synonyms: ["robin", "redbreast"], parent: 7 },
    ];
    expect((await read("birds.json", JSON.stringify(table))).labels).toEqual(birds);
  });

  const wordNet = "n01440764 tench, Tinca tinca\nn02012849 crane\nn03126707 crane\n";
  test.each([
    ["classes.txt", "cat\ndog\n\n"],
    ["classes.names", "\ufeffcat\r\ndog"],
    ["id2label.json", '{"1": "dog", "0": "cat"}'],
    [
      "config.json",
      '{"model_type": "vit", "id2label": {"0": "cat", "1": "dog"}, "label2id": {"dog": "1", "cat": 0}}',
    ],
    ["class_to_idx.json", '{"dog": 1, "cat": 0}'],
    ["wrapped.json", '{"class_to_idx": {"dog": 1, "cat": 0}}'],
    ["keras.json", '{"0": ["cat", "cat"], "1": ["dog", "dog"]}'],
    [
      "coco.json",
      '{"images": [], "categories": [{"id": "cat", "name": "cat"}, {"id": "dog", "name": "dog"}]}',
    ],
    [
      "dataset_info.json",
      '{"features": {"image": {"_type": "Image"}, "label": {"names": ["cat", "dog"], "_type": "ClassLabel"}}}',
    ],
    [
      "dataset_infos.json",
      '{"default": {"features": {"label": {"num_classes": 2, "names": ["cat", "dog"], "_type": "ClassLabel"}}}}',
    ],
    [
      "card.json",
      '{"dataset_info": {"features": [{"name": "label", "dtype": {"class_label": {"names": {"0": "cat", "1": "dog"}}}}]}}',
    ],
    ["yolo.json", '{"nc": 2, "names": ["cat", "dog"]}'],
    ["names.json", '["cat", "dog"]'],
    ["objects.json", '[{"name": "cat"}, {"name": "dog"}]'],
    ["numbered.json", '[{"index": 1, "name": "dog"}, {"index": 0, "name": "cat"}]'],
    ["names.csv", "name\ncat\ndog\n"],
    ["keys.csv", "definition,key\nmeows,cat\nbarks,dog\n"],
    ["counted.csv", "id,key,label\n1,dog,dog\n0,cat,cat\n"],
    ["label.csv", "label,name\n1,dog\n0,cat\n"],
    ["class.csv", "class,label\ndog,1\ncat,0\n"],
    ["same.csv", "name,label\ncat,cat\ndog,dog\n"],
    ["labels.json", '[{"label": "cat"}, {"label": "dog"}]'],
    ["objects2.json", '{"1": {"name": "dog"}, "0": {"label": "cat"}}'],
    ["data.yaml", "nc: 2\nnames: [cat, dog]\n"],
    ["coco.yml", "names:\n  0: cat\n  1: dog\n"],
    [
      "README.md",
      "---\nlicense: mit\ndataset_info:\n  features:\n  - name: image\n    dtype: image\n  - name: label\n    dtype:\n      class_label:\n        names:\n          '0': cat\n          '1': dog\n---\n# Cats\n\n---\nnames: [x]\n",
    ],
    [
      "configs.md",
      "---\ndataset_info:\n- config_name: a\n  features: &f\n  - name: label\n    dtype: {class_label: {names: {'0': cat, '1': dog}}}\n- config_name: b\n  features: *f\n---\n",
    ],
    ["order.csv", "Name;ID\ncat;cat\ndog;dog\n"],
    ["index.csv", "class_name,class_index\ndog,1\ncat,0\n"],
    ["table.txt", "id\tname\ncat\tcat\ndog\tdog\n"],
  ])("reads cat and dog from %s", async (name, content) => {
    const { labels } = await read(name, content);
    expect(labels.map(({ index, key, name: called }) => [index, key, called])).toEqual([
      [0, "cat", "cat"],
      [1, "dog", "dog"],
    ]);
  });

  test("reads ids and names of lists that have both, and tells labels of one name apart by their ids", async () => {
    const keras = '{"0": ["n01440764", "tench"], "1": ["n02012849", "crane"], "2": ["n03126707", "crane"]}';
    for (const [name, content] of [
      ["synset_words.txt", wordNet],
      ["class_index.json", keras],
    ] as const) {
      const { labels } = await read(name, content);
      expect(labels.map(({ key, name: called }) => `${key} ${called}`)).toEqual([
        "n01440764 tench",
        "n02012849 crane (n02012849)",
        "n03126707 crane (n03126707)",
      ]);
    }
    expect((await read("synset_words.txt", wordNet)).labels[0]!.synonyms).toEqual(["Tinca tinca"]);
  });

  test("of several kinds of labels, takes the one that is named", async () => {
    const file = join(folder, "fine.json");
    const names = (...list: string[]) => ({ _type: "ClassLabel", names: list });
    const features = { fine_label: names("apple", "bee"), coarse_label: names("fruit", "insect") };
    await writeFile(file, JSON.stringify({ cifar100: { features } }));
    const { labels } = await readLabelSpaceFile(file, { feature: "coarse_label" });
    expect(labels.map(({ name }) => name)).toEqual(["fruit", "insect"]);
    await expect(readLabelSpaceFile(file, { feature: "label" })).rejects.toThrow(
      /no labels called "label", but "fine_label", "coarse_label"/,
    );
  });

  test("a table's columns stand in any order, and those that are not read are told of", async () => {
    const cells = {
      id: "rob",
      name: "robin",
      synonyms: "redbreast|ruddock",
      definition: "a bird",
      parent: "bird",
    };
    const columns = Object.entries(cells);
    await fc.assert(
      fc.asyncProperty(
        fc
          .shuffledSubarray(columns, { minLength: 1 })
          .filter((some) => some.some(([name]) => name === "name")),
        fc.boolean(),
        async (some, extra) => {
          const all = extra ? [...some, ["colour", "red"] as [string, string]] : some;
          const csv = `${all.map(([name]) => name).join(",")}\n${all.map(([, cell]) => cell).join(",")}\n`;
          const { labels, unread } = await read("any.csv", csv);
          const given = Object.fromEntries(some);
          expect(labels).toEqual([
            {
              index: 0,
              key: given["id"] ?? "robin",
              name: "robin",
              synonyms: given["synonyms"]?.split("|") ?? [],
              definition: given["definition"] ?? "",
              hypernyms: given["parent"] ? ["bird"] : [],
            },
          ]);
          expect(unread).toEqual(extra ? ["colour"] : []);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("names in YAML are text as they stand", async () => {
    const { labels } = await read("odd.yaml", "names: [no, null, 007, 1.0, true, ~]\n");
    expect(labels.map(({ name }) => name)).toEqual(["no", "null", "007", "1.0", "true", "~"]);
  });

  test("COCO's ids are keys, with gaps as they are", async () => {
    const categories = [
      { id: 1, name: "person", supercategory: "person" },
      { id: 3, name: "car", supercategory: "vehicle" },
    ];
    expect((await read("coco.json", JSON.stringify({ categories }))).labels).toMatchObject([
      { index: 0, key: "1", name: "person", hypernyms: [] },
      { index: 1, key: "3", name: "car", hypernyms: ["vehicle"] },
    ]);
  });

  test("names are compared in one Unicode form", async () => {
    const { labels } = await read("nfd.txt", "caf\u0065\u0301\ntea\n");
    expect(labels[0]).toMatchObject({ key: "caf\u00e9", name: "caf\u00e9" });
    await expect(read("twice.txt", "caf\u0065\u0301\ncaf\u00e9\n")).rejects.toThrow(
      /row 2: the name "caf\u00e9" is used/,
    );
  });

  test("a label may be called as files call the number of labels, unless it could be that", async () => {
    const { labels } = await read("nc.json", '{"nc": 0, "cat": 1, "dog": 2}');
    expect(labels.map(({ name }) => name)).toEqual(["nc", "cat", "dog"]);
    await expect(read("either.json", '{"cat": 0, "nc": 1}')).rejects.toThrow(
      '"nc" may be a label, or say that there are 1. Put the labels with their indices under "label2id".',
    );
    const { labels: inside } = await read("inside.json", '{"label2id": {"cat": 0, "nc": 1}}');
    expect(inside.map(({ name }) => name)).toEqual(["cat", "nc"]);
  });

  test("gives the same labels in every form, and refuses every gap and repetition", async () => {
    // "nc" among indices may be the number of labels: see above.
    const word = fc.stringMatching(/^[a-z]{1,6}$/).filter((name) => name !== "nc");
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(word, { minLength: 2, maxLength: 12 }),
        fc.nat(),
        async (names, seed) => {
          const byIndex = Object.fromEntries(names.map((name, index) => [index, name]));
          const shuffled = names
            .map((name, index) => ({ name, index }))
            .toSorted((a, b) => ((a.index * 7 + seed) % 5) - ((b.index * 7 + seed) % 5));
          const csv = (rows: { name: string; index: number }[]) =>
            `name,index\n${rows.map(({ name, index }) => `${name},${index}`).join("\n")}`;
          const forms = {
            "p.txt": names.join("\n"),
            "p1.json": JSON.stringify(byIndex),
            "p2.json": JSON.stringify(Object.fromEntries(shuffled.map(({ name, index }) => [name, index]))),
            "p3.json": JSON.stringify({ id2label: byIndex }),
            "p4.json": JSON.stringify(shuffled),
            "p.csv": csv(shuffled),
          };
          for (const [name, content] of Object.entries(forms)) {
            expect((await read(name, content)).labels.map((label) => label.name)).toEqual(names);
          }
          const at = seed % names.length;
          const gap = shuffled.map((row) => (row.index === at ? { ...row, index: names.length } : row));
          const twice = shuffled.map((row) =>
            row.index === at ? { ...row, index: (at + 1) % names.length } : row,
          );
          for (const [rows, message] of [
            [gap, /leaves a gap/],
            [twice, /is used before/],
          ] as const) {
            await expect(read("p.csv", csv(rows))).rejects.toThrow(message);
            await expect(read("p4.json", JSON.stringify(rows))).rejects.toThrow(message);
            await expect(
              read(
                "p2.json",
                JSON.stringify(Object.fromEntries(rows.map(({ name, index }) => [name, index]))),
              ),
            ).rejects.toThrow(message);
          }
          await expect(read("p.txt", [...names, names[at]].join("\n"))).rejects.toThrow(/is used before/);
        },
      ),
      { numRuns: 30 },
    );
  });

  test("takes 100,000 labels and no more, with the right number", async () => {
    const lines = (count: number) =>
      `id,name\n${Array.from({ length: count }, (_, at) => `n${at},label ${at}`).join("\n")}`;
    expect((await read("many.csv", lines(100_000))).labels).toHaveLength(100_000);
    await expect(read("many.csv", lines(100_017))).rejects.toThrow(
      /it has 100,017 labels; at most 100,000 are possible/,
    );
  });

  test.each([
    ["a.csv", "id,name\na,cat\na,dog\n", /row 3: the id "a" is used before, in row 2/],
    ["b.csv", "id,name\na,Cat\nb,cat\n", /row 3: the name "cat" is used before, in row 2/],
    ["c.csv", "id,name\na,cat\n,dog\n", /row 3: the id is empty/],
    ["d.csv", "id,name\na,cat\nb, \n", /row 3: the name is empty/],
    ["e.csv", "id,name,parent\na,cat,b\nb,dog,a\n", /row 2: the parents of "cat" lead round in a circle/],
    ["f.csv", "id,name,parent\na,cat,cat\n", /row 2: .*circle/],
    ["g.csv", "id,name\n", /no label/],
    [
      "h.csv",
      "0,cat\n1,dog\n",
      /the header has no columns "id" and "name", but "0", "cat".*label-spaces\/README/,
    ],
    [
      "i.csv",
      "id,name\n1,dog\n0,cat\n2,cow\n",
      /row 2: the id is 1, but by the order of the rows it is label 0/,
    ],
    ["i.csv", "id,name\n2,dog\n1,cat\n", /row 2: the id is 2, but by the order of the rows it is label 1/],
    ["i.csv", "index,name\n0,dog\nx,cat\n", /row 3: the index "x" is no whole number/],
    ["j.json", '[{"id": "a", "name": "cat"}, {"id": "b"}]', /label 2: the name is missing/],
    [
      "k.json",
      '{"id": "x", "name": "X", "labels": [{"parent": "a"}]}',
      /labels, item 1: the name is missing/,
    ],
    ["l.json", '{"labels": ', /ends too early/],
    ["m.json", "[]", /no label/],
    [
      "n.json",
      '{"0": "cat", "2": "dog"}',
      /label "2": the index 2 leaves a gap: there are 2 labels, and none with the index 1/,
    ],
    ["n.json", '{"cat": 0, "dog": 0}', /label "dog": the index 0 is used before, in label "cat"/],
    ["n.json", '{"cat": 0, "dog": 1.5}', /no labels are found|label "dog": 1.5 is no index/],
    [
      "n.json",
      '{"0": ["a"], "1": ["b"]}',
      /label "0": .* is no name, nor an object with a name, nor a list of an id and a name/,
    ],
    [
      "n.json",
      '{"id2label": {"0": "cat", "1": "dog"}, "label2id": {"cat": 1, "dog": 0}}',
      /"cat" has the index 0 by id2label, and 1 by label2id/,
    ],
    [
      "n.json",
      '{"features": {"a": {"names": ["x"], "_type": "ClassLabel"}, "b": {"names": ["y"], "_type": "ClassLabel"}}}',
      /several kinds of labels: "a", "b".*--label-feature/,
    ],
    ["n.json", '{"hello": "world"}', /no labels are found in it.*label-spaces\/README/],
    ["n.json", "7", /no labels are found in it/],
    ["n.json", "[7]", /label 1: 7 is no name/],
    ["n.json", '[{"name": "cat", "id": {}}]', /label 1: the id is \{\}, and must be text or a number/],
    ["o.txt", "0: cat\n1: dog\n", /row 1: "0: cat" is more than a name: every line begins with a number/],
    ["o.txt", "{0: 'cat',\n 1: 'dog'}\n", /row 1: .* is more than a name: it seems to be code/],
    ["o.txt", "classes = [\n'cat',\n'dog',\n]\n", /seems to be code/],
    ["o.txt", "'cat',\n'dog',\n", /every line ends with a comma/],
    ["o.txt", '"cat"\n"dog"\n', /every line is in quotes/],
    ["o.txt", "n1\tcat\nn2\tdog\n", /every line has several cells/],
    ["o.txt", "n1,cat\nn2,dog\n", /every line has several cells/],
    ["o.txt", "cat\n\ndog\n", /row 2: the line is blank/],
    ["o.txt", "cat\nCat\n", /row 2: the name "Cat" is used before, in row 1/],
    ["o.txt", "names:\n  0: cat\n", /seems to be YAML/],
    ["o.yaml", "nc: 3\nnames: [cat, dog]\n", /its "nc" is 3, and it names 2 labels/],
    ["o.json", '{"num_labels": 3, "id2label": {"0": "cat", "1": "dog"}}', /its "num_labels" is 3/],
    ["o.yaml", "names:\n  0: cat\n  0: dog\n", /row 3: a key is there twice/],
    ["o.yaml", "names:\n\t0: cat\n", /row 2: a tab indents the line/],
    ["o.yml", "names: [cat\n", /row \d: /],
    ["README.md", "# A dataset\n", /does not begin with a description in YAML/],
    ["p.csv", "class,name\na,cat\n", /row 1: the columns "class" and "name" both can be the name/],
    ["p.csv", "id,key,name\n7,a,cat\n9,b,dog\n", /"id", "key" differ, and both can be the label's key/],
    ["p.csv", "name,label\ncat,Katze\ndog,Hund\n", /"name", "label" differ, and both can be the name/],
    ["p.csv", "name,label\ncat,3\ndog,7\n", /"label" holds whole numbers that are not the labels' indices/],
    ["p.csv", "id,definition\n1,a cat\n2,a dog\n", /labels have numbers and no names/],
    ["o.txt", "", /no label/],
  ])("refuses %s (%j) and names file and place", async (name, content, message) => {
    const error: Error = await read(name, content).then(
      () => new Error("it is read"),
      (thrown) => thrown,
    );
    expect(error).toMatchObject({ code: "bad-file", message: expect.stringMatching(message) });
    expect(error.message).toContain(join(folder, name));
    expect(error.message).not.toMatch(/undefined|invalid input|received/i);
  });

  test("a circle that a row only leads to is found at that row too", async () => {
    await expect(read("n.csv", "id,name,parent\na,cat,b\nb,dog,c\nc,cow,b\n")).rejects.toThrow(
      /row 2: .*circle/,
    );
  });

  test("says that there is no file", async () => {
    await expect(readLabelSpaceFile(join(folder, "none.csv"))).rejects.toMatchObject({ code: "not-found" });
    await expect(readLabelSpaceFile(join(folder, "none.json"))).rejects.toMatchObject({ code: "not-found" });
  });
});
