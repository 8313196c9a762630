import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

type Rows = Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>;

/**
 * A release as objects: `image`, `labels` (indices, ascending), `keys` and `names` in their order, and `provenance` of
 * each label, or of the image if it has none.
 *
 * @param rows in the UTF-8 byte order of their images
 */
export async function* releaseLines(rows: Rows) {
  for await (const row of inReleaseOrder(rows)) yield releaseLine(row);
}

/** The same for a single image. */
export function releaseLine({ image, labels, provenance }: ReleaseRow) {
  const ascending = labels.toSorted((a, b) => a.index - b.index);
  return {
    image,
    labels: ascending.map(({ index }) => index),
    keys: ascending.map(({ key }) => key),
    names: ascending.map(({ name }) => name),
    provenance: ascending[0]?.provenance ?? provenance ?? null,
  };
}

/**
 * `metadata.jsonl` of a Hugging Face ImageFolder, placed beside the images: `file_name`, `labels` (indices),
 * `label_names` and `provenance`. The card beside it explains the indices.
 *
 * @see https://huggingface.co/docs/datasets/image_dataset
 */
export async function* imageFolderLines(rows: Rows) {
  for await (const { image, labels, names, provenance } of releaseLines(rows))
    yield { file_name: image, labels, label_names: names, provenance };
}

/**
 * Label Studio tasks, each with one annotation: the labels as choices. An image without a label also has an annotation,
 * with an empty result. `from_name` and `to_name` are those of a labelling set-up of `<Image name="image">` and
 * `<Choices name="labels" toName="image" choice="multiple">`.
 *
 * @see https://labelstud.io/guide/task_format
 */
export async function* labelStudioTasks(rows: Rows, about: { release: string; at: string }) {
  for await (const { image, names } of releaseLines(rows)) {
    const choices = {
      from_name: "labels",
      to_name: "image",
      type: "choices",
      origin: "manual",
      value: { choices: names },
    };
    yield {
      data: { image, release: about.release },
      annotations: [
        {
          created_at: about.at,
          was_cancelled: false,
          ground_truth: true,
          result: names.length === 0 ? [] : [choices],
        },
      ],
    };
  }
}
