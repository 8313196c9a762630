import type { Share } from "../../../contract/overview.ts";
import { formatCount } from "../../components/formatCount.ts";
import { formatShare } from "../../components/formatShare.ts";
import { Panel } from "../../components/Panel.tsx";
import styles from "./LabelCounts.module.css";

/** What the proposals missed and people found. */
export const FoundBySearch = ({ found }: { found: Share }) => (
  <Panel title="Found by search">
    <p className={styles.text}>
      {found.share === null
        ? "No label has been chosen yet."
        : `${formatCount(found.count)} of the chosen labels had not been proposed: ${formatShare(found)}.`}
    </p>
  </Panel>
);
