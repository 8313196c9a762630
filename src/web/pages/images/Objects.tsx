import type { ObjectsOfImage } from "../../../contract/classify.ts";
import { formatPercent } from "../../../core/percent.ts";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";

const texts = words.objects.image;

interface Props {
  objects: ObjectsOfImage;
  nameOf(label: number): string;
}

/** The objects that people together see in an image, each with the labels they give it. */
export function Objects({ objects: { answers, none, isComplete, objects, unplaced }, nameOf }: Props) {
  return (
    <>
      <p className={styles.above}>
        {texts.answers(answers, none)} {!isComplete && texts.pending}
      </p>
      {objects.length > 0 && (
        <Table caption={texts.caption}>
          <thead>
            <tr>
              <th scope="col">{texts.object}</th>
              <th scope="col">{texts.label}</th>
              <th scope="col" className="number">
                {texts.ofObject}
              </th>
              <th scope="col" className="number">
                {texts.ofPeople}
              </th>
            </tr>
          </thead>
          {objects.map(({ labels, mainVotes, isMain, isOriginal }, place) => (
            <tbody key={labels[0]?.label}>
              {labels.map(({ label, shareOfObject, shareOfAnnotators }, row) => (
                <tr key={label} data-more={row > 0 || undefined}>
                  {row === 0 && (
                    <th scope="rowgroup" rowSpan={labels.length}>
                      {place + 1} {isMain && <span className={styles.tag}>{texts.main}</span>}{" "}
                      {isOriginal && <span className={styles.tag}>{texts.original}</span>}
                      <div className="dim">{texts.mainVotes(mainVotes)}</div>
                    </th>
                  )}
                  <td>{nameOf(label)}</td>
                  <td className="number">{formatPercent(shareOfObject)}</td>
                  <td className="number">{formatPercent(shareOfAnnotators)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </Table>
      )}
      {unplaced.length > 0 && (
        <p className={styles.text}>{texts.unplaced(unplaced.map(nameOf).join(", "))}</p>
      )}
    </>
  );
}
