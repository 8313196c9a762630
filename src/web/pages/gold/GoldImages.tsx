import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Gold, keepForPractice, removeGold } from "../../../contract/gold.ts";
import { call } from "../../client/call.ts";
import { explainFailure } from "../../client/explainFailure.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { formatCount } from "../../components/format/formatCount.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./GoldPage.module.css";
import { useGoldChange } from "./goldQuery.ts";

const w = words.gold.list;
const practice = words.qualification.lead;

/** The gold images with what experts said about them. */
export function GoldImages({ project, images }: Pick<Gold, "images"> & { project: string }) {
  const { data: labelSpace } = useQuery(labelSpaceQuery(project));
  const namesOf = (labels: readonly number[]) =>
    labels.map((label) => labelSpace?.byIndex.get(label)?.name ?? `label ${label}`).join(", ");
  const remove = useGoldChange(project, (image: string) =>
    call(removeGold, { params: { project }, body: { images: [image] } }),
  );
  const keep = useGoldChange(project, (change: { image: string; isPractice: boolean }) =>
    call(keepForPractice, {
      params: { project },
      body: { isPractice: change.isPractice, images: [change.image] },
    }),
  );
  const failed = [remove, keep].find(({ isError }) => isError);
  return (
    <Panel title={w.title}>
      {images.length === 0 ? (
        <p className={styles.text}>{w.none}</p>
      ) : (
        <Table
          caption={w.caption}
          heads={[w.image, w.state, w.labels, { number: w.holders }, { number: w.exact }, w.act]}
        >
          {images.map(({ id, key, thumbnailUrl, state, isPractice, yes, either, holders, exact }) => (
            <tr key={id} className={styles.withPicture}>
              <th scope="row">
                <span className={styles.image}>
                  <Thumbnail src={thumbnailUrl} alt="" width={48} height={48} loading="lazy" />
                  {key}
                </span>
              </th>
              <td>
                {w.states[state]}
                {isPractice && <div className={styles.small}>{practice.isPractice}</div>}
              </td>
              <td>
                {namesOf(yes) || (state === "waiting" ? <span className="dim">–</span> : w.noLabel)}
                {either.length > 0 && <div className={styles.small}>{w.either(namesOf(either))}</div>}
              </td>
              <td className="number">{formatCount(holders)}</td>
              <td className="number">
                {exact.total === 0 ? <span className="dim">–</span> : w.outOf(exact.count, exact.total)}
              </td>
              <td>
                <div className={styles.acts}>
                  {state !== "retired" && holders === 0 && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={isPractice ? practice.giveBackOf(key) : practice.keepOf(key)}
                      disabled={keep.isPending}
                      onClick={() => keep.mutate({ image: id, isPractice: !isPractice })}
                    >
                      {isPractice ? practice.giveBack : practice.keep}
                    </Button>
                  )}
                  {state !== "retired" && (
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={w.removeOf(key)}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate(id)}
                    >
                      {w.remove}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </Table>
      )}
      {images.length > 0 && <p className={styles.hint}>{w.hint}</p>}
      {failed && (
        <p className={styles.problem} role="alert">
          {explainFailure(failed.error).text}
        </p>
      )}
      <p role="status" className={styles.done}>
        {remove.data && (remove.data.removed > 0 ? w.removed : w.retired)}
      </p>
    </Panel>
  );
}
