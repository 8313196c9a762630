import MiniSearch from "minisearch";
import type { LabelWithExemplars } from "../../contract/labelSpace.ts";

export type LabelSearch = (text: string) => number[];

const most = 50;

/** Finds labels by name, synonym, id or definition; forgives typing errors in words of four letters or more. */
export function createLabelSearch(labels: Iterable<LabelWithExemplars>): LabelSearch {
  const index = new MiniSearch<LabelWithExemplars>({
    idField: "index",
    fields: ["name", "synonyms", "key", "number", "definition"],
    extractField: (label, field) => {
      if (field === "synonyms") return label.synonyms.join(" ");
      if (field === "number") return String(label.index);
      return String(label[field as keyof LabelWithExemplars]);
    },
    searchOptions: {
      boost: { name: 6, synonyms: 3, key: 3, number: 2 },
      prefix: true,
      fuzzy: (term) => (term.length > 3 && !/\d/.test(term) ? 0.2 : false),
      combineWith: "AND",
    },
  });
  const byName = new Map<string, number>();
  for (const label of labels) {
    index.add(label);
    byName.set(label.name.toLowerCase(), label.index);
  }
  return (text) => {
    const found = index
      .search(text)
      .slice(0, most)
      .map((result) => Number(result.id));
    const exact = byName.get(text.trim().toLowerCase());
    return exact === undefined ? found : [exact, ...found.filter((label) => label !== exact)];
  };
}
