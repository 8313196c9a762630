import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { pairName, stateRuling } from "../../../core/rulings/ruling.ts";
import { rulingsQuery } from "../../client/queries/rulings.ts";
import { words } from "../../words/words.ts";
import styles from "./RulingLink.module.css";

const w = words.rulings.link;

interface Props {
  project: string;
  labels: readonly [number, number];
  nameOf(label: number): string;
}

/** A link to the ruling on two labels, or to making one. */
export function RulingLink({ project, labels, nameOf }: Props) {
  const { data } = useQuery(rulingsQuery(project));
  const pair = pairName(labels);
  const ruling = data?.rulings.find((one) => pairName(one.labels) === pair);
  const [first, second] = (ruling?.labels ?? labels).map(nameOf) as [string, string];
  return (
    <Link
      to="/p/$project/labels/rulings"
      params={{ project }}
      search={{ first: labels[0], second: labels[1] }}
      className={styles.link}
      aria-label={
        ruling
          ? w.changeOf(w.kinds[ruling.kind], stateRuling(ruling.kind, first, second))
          : w.beginOf(first, second)
      }
    >
      {ruling ? w.kinds[ruling.kind] : w.begin}
    </Link>
  );
}
