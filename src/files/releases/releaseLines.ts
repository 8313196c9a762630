import { inReleaseOrder, type ReleaseRow } from "./releaseRow.ts";

type Rows = Iterable<ReleaseRow> | AsyncIterable<ReleaseRow>;

/**
 * A release as objects: `image`, `labels` (indices, ascending), `keys` and `names` in their order, and `provenance` of
 * each label, or of the image where it has none.
 *
 * @param rows in the UTF-8 byte order of their images
 */
export async function* releaseLines(rows: Rows) {
  for await (const { image, labels, provenance = null } of inReleaseOrder(rows)) {
    yield {
      image,
      labels: labels.map(({ index }) => index),
      keys: labels.map(({ key }) => key),
      names: labels.map(({ name }) => name),
      provenance: labels[0]?.provenance ?? provenance,
    };
  }
}

/**
 * `metadata.jsonl` of a Hugging Face ImageFolder, which lies beside the images: `file_name`, `labels` (indices) and
 * `label_names`. Its card, beside it, says what the indices are.
 *
 * @see https://huggingface.co/docs/datasets/image_dataset
 */
export async function* imageFolderLines(rows: Rows) {
  for await (const { image, labels, names } of releaseLines(rows))
    yield { file_name: image, labels, label_names: names };
}

/**
 * Tasks of Label Studio, each with one annotation: the labels as choices. An image without a label is annotated, too,
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
