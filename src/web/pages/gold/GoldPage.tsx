import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { formatPercent } from "../../../core/percent.ts";
import { usePolling } from "../../client/live.ts";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { AddGold } from "./AddGold.tsx";
import { GoldImages } from "./GoldImages.tsx";
import styles from "./GoldPage.module.css";
import { GoldPeople } from "./GoldPeople.tsx";
import { goldQuery } from "./goldQuery.ts";
import { Practice } from "./Practice.tsx";

const w = words.gold;

/** Images with known labels: choose them, see what experts say about them, and how people do on them. */
export function GoldPage() {
  const project = useProject();
  useDocumentTitle(`${w.title} · ${project.name}`);
  const { data } = useSuspenseQuery({ ...goldQuery(project.id), refetchInterval: usePolling(30_000) });
  return (
    <div className={styles.page}>
      <header>
        <h1>{w.title}</h1>
        <p className={styles.lead}>
          {w.lead} {data.share > 0 && w.share(formatPercent(data.share))}
        </p>
        {data.share === 0 && (
          <p className={styles.off}>
            {w.off}{" "}
            <Link to="/p/$project/settings" params={{ project: project.id }}>
              {w.toSettings}
            </Link>
          </p>
        )}
      </header>
      <AddGold project={project.id} candidates={data.candidates} />
      {data.images.length > 0 && <GoldPeople people={data.people} />}
      {data.images.length > 0 && <Practice project={project.id} images={data.images} />}
      <GoldImages project={project.id} images={data.images} />
    </div>
  );
}
