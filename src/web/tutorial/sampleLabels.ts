import { queryOptions } from "@tanstack/react-query";
import labelSpaceUrl from "../../../label-spaces/imagenet-1k.json?url";
import type { Label, LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { words } from "../words/words.ts";

const photos = import.meta.glob<string>("../../../samples/photos/*.jpg", {
  query: "?url",
  import: "default",
  eager: true,
});
const exemplars = import.meta.glob<string>("../../../samples/exemplars/*/*", {
  query: "?url",
  import: "default",
  eager: true,
});

export const photoUrl = (name: string) => photos[`../../../samples/photos/${name}`] ?? "";

function exemplarsOf(key: string): LabelWithExemplars["exemplars"] {
  const folder = `../../../samples/exemplars/${key}/`;
  return Object.entries(exemplars).flatMap(([path, url]) =>
    path.startsWith(folder) ? [{ id: path.slice(folder.length), url, largeUrl: url }] : [],
  );
}

export interface SampleLabels {
  all: readonly Label[];
  byIndex: ReadonlyMap<number, LabelWithExemplars>;
  /** By key. */
  indexOf: ReadonlyMap<string, number>;
}

/** The labels of the sample photos, independent of the project's own: they come with the page. */
export const sampleLabelsQuery = queryOptions({
  queryKey: ["sample-labels"],
  queryFn: async ({ signal }): Promise<SampleLabels> => {
    const response = await fetch(labelSpaceUrl, { signal });
    if (!response.ok) throw new Error(words.tutorial.failed);
    const { labels } = (await response.json()) as { labels: Omit<Label, "index">[] };
    const all: Label[] = labels.map((label, index) => ({ ...label, index }));
    return {
      all,
      byIndex: new Map<number, LabelWithExemplars>(
        all.map((label) => [label.index, { ...label, exemplars: exemplarsOf(label.key) }]),
      ),
      indexOf: new Map(all.map(({ key, index }) => [key, index])),
    };
  },
  staleTime: Number.POSITIVE_INFINITY,
});
