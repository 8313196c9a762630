import type { ImageView } from "../../../contract/images/imagePage.ts";
import { formatTime } from "../../components/format/formatTime.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";

const texts = words.images.page.releases;

/** The releases that contain an image, with its labels there. */
export function InReleases({
  releases,
  nameOf,
}: Pick<ImageView, "releases"> & { nameOf(label: number): string }) {
  if (releases.length === 0) return <p className={styles.text}>{texts.none}</p>;
  return (
    <Table caption={texts.caption} heads={[texts.release, texts.labels, texts.how, texts.at]}>
      {releases.map(({ number, name, labels, provenance, at }) => (
        <tr key={number}>
          <th scope="row">
            {number}, {name}
          </th>
          <td>{labels.length === 0 ? words.images.noLabel : labels.map(nameOf).join(", ")}</td>
          <td>{texts[provenance]}</td>
          <td>{formatTime(at)}</td>
        </tr>
      ))}
    </Table>
  );
}
