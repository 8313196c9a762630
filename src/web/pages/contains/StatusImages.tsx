import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import {
  type ContainsReport,
  containsPageSize,
  listContainsImages,
} from "../../../contract/contains/report.ts";
import { formatPercent } from "../../../core/percent.ts";
import controls from "../../annotate/controls.module.css";
import { call } from "../../client/call.ts";
import { useLabelNames } from "../../client/queries/labelSpace.ts";
import { TextButton } from "../../components/buttons/TextButton.tsx";
import { Accuracy } from "../../components/figures/Accuracy.tsx";
import { formatCount } from "../../components/format/formatCount.ts";
import { formatInterval } from "../../components/format/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Table } from "../../components/Table.tsx";
import { words } from "../../words/words.ts";
import styles from "./SheetsPage.module.css";

const w = words.contains.lead.results;

type Status = ContainsReport["statuses"][number]["status"];

/** What follows for the images: how many of each status, and the images of one with their frequencies. */
export function StatusImages({ project, data }: { project: string; data: ContainsReport }) {
  const [status, setStatus] = useState<Status>(
    () => data.statuses.find(({ share }) => share.count > 0)?.status ?? "follow-up",
  );
  return (
    <Panel title={w.title}>
      <p className={styles.text}>{w.text(data.answers, data.pairs, data.answered, data.images)}</p>
      <Table caption={w.title} heads={[w.status, { number: w.images }, { number: w.share }]}>
        {data.statuses.map(({ status: one, share }) => (
          <tr key={one} aria-current={one === status || undefined}>
            <th scope="row">
              <TextButton onClick={() => setStatus(one)}>{w.statuses[one]}</TextButton>
              <span className={styles.meaning}>{w.meanings[one]}</span>
            </th>
            <td className="number">{formatCount(share.count)}</td>
            <td className="number">
              <Accuracy share={share} />
            </td>
          </tr>
        ))}
      </Table>
      {data.withoutOriginal > 0 && <p className={styles.text}>{w.withoutOriginal(data.withoutOriginal)}</p>}
      <ImagesOf key={status} project={project} status={status} />
    </Panel>
  );
}

function ImagesOf({ project, status }: { project: string; status: Status }) {
  const [from, setFrom] = useState(0);
  const { data } = useQuery({
    queryKey: ["contains", project, status, from],
    queryFn: ({ signal }) =>
      call(listContainsImages, { params: { project }, query: { status, from }, signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  const nameOf = useLabelNames(project);
  if (!data) return null;
  const { total, images } = data;
  return (
    <section className={styles.list} aria-label={w.imagesOf(w.statuses[status])}>
      <h3>{w.imagesOf(w.statuses[status])}</h3>
      {total === 0 && <p className={styles.text}>{w.none}</p>}
      <ul className={styles.images}>
        {images.map(({ id, key, thumbnailUrl, original, selections }) => (
          <li key={id}>
            <Link to="/p/$project/images/$image" params={{ project, image: id }} className={styles.image}>
              <Thumbnail src={thumbnailUrl} alt={key} title={key} loading="lazy" />
            </Link>
            <ul className={styles.selections}>
              {selections.slice(0, 6).map(({ label, ticked, asked, frequency, interval }) => (
                <li key={label} title={formatInterval(interval)}>
                  <span>{label === original ? <b>{w.original(nameOf(label))}</b> : nameOf(label)}</span>
                  <span className={styles.dim}>
                    {formatPercent(frequency, { interval })} {w.of(ticked, asked)}
                  </span>
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
      {total > containsPageSize && (
        <p className={styles.actions}>
          <button
            type="button"
            className={controls.outlined}
            disabled={from === 0}
            onClick={() => setFrom(Math.max(0, from - containsPageSize))}
          >
            {w.before}
          </button>
          <span className={styles.dim}>{w.page(from + 1, from + images.length, total)}</span>
          <button
            type="button"
            className={controls.outlined}
            disabled={from + containsPageSize >= total}
            onClick={() => setFrom(from + containsPageSize)}
          >
            {w.next}
          </button>
        </p>
      )}
    </section>
  );
}
