import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useProject } from "../../components/useProject.ts";
import { CompareReleases } from "./CompareReleases.tsx";
import { CreateRelease } from "./CreateRelease.tsx";
import { ReleaseCard } from "./ReleaseCard.tsx";
import styles from "./ReleasesPage.module.css";
import { releasesQuery } from "./releasesQuery.ts";

/** The frozen label versions of a project: create, look up how they came to be, download. */
export function ReleasesPage() {
  const project = useProject();
  useDocumentTitle(`Releases · ${project.name}`);
  const { data } = useSuspenseQuery(releasesQuery(project.id));
  return (
    <>
      <h1>Releases</h1>
      <p className={styles.lead}>
        A release freezes the final labels under a number, together with how they came to be. It never
        changes.
      </p>
      <div className={styles.columns}>
        <section className={styles.list} aria-label="All releases">
          {data.releases.length === 0 ? (
            <p className={styles.empty}>
              There is no release yet.{" "}
              {data.ready > 0
                ? "Create the first one with the form."
                : "The first images need their final labels first."}
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
