import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useProject } from "../../components/shell/useProject.ts";
import { words } from "../../words/words.ts";
import { CompareReleases } from "./CompareReleases.tsx";
import { CreateRelease } from "./CreateRelease.tsx";
import { ReleaseCard } from "./ReleaseCard.tsx";
import styles from "./ReleasesPage.module.css";
import { releasesQuery } from "./releasesQuery.ts";

const texts = words.releases;

/** The frozen label versions of a project: create them, see how they came to be, download them. */
export function ReleasesPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const { data } = useSuspenseQuery(releasesQuery(project.id));
  return (
    <>
      <h1>{texts.title}</h1>
      <p className={styles.lead}>{texts.lead}</p>
      <div className={styles.columns}>
        <section className={styles.list} aria-label={texts.all}>
          {data.releases.length === 0 ? (
            <p className={styles.empty}>
              {texts.none} {data.ready > 0 ? texts.createFirst : texts.nothingFinal}
            </p>
          ) : (
            data.releases.map((release) => (
              <ReleaseCard key={release.id} release={release} project={project.id} />
            ))
          )}
          {data.releases.length > 1 && (
            <CompareReleases key={data.releases[0]?.id} project={project.id} releases={data.releases} />
          )}
        </section>
        <CreateRelease project={project.id} ready={data.ready} pending={data.pending} />
      </div>
    </>
  );
}
