import { useDocumentTitle } from "@mantine/hooks";
import { useSuspenseQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useDeferredValue, useRef } from "react";
import { imageQuery } from "../../client/queries/images.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { Panel } from "../../components/Panel.tsx";
import { BackLink } from "../../components/shell/BackLink.tsx";
import { useProject } from "../../components/shell/useProject.ts";
import { Thread } from "../../talk/Thread.tsx";
import { words } from "../../words/words.ts";
import { Answers } from "./Answers.tsx";
import { History } from "./History.tsx";
import styles from "./ImagePage.module.css";
import { ImageSteps } from "./ImageSteps.tsx";
import { InReleases } from "./InReleases.tsx";
import { Objects } from "./Objects.tsx";
import { Outcome } from "./Outcome.tsx";
import { SimilarImages } from "./SimilarImages.tsx";
import { StatusMark } from "./StatusMark.tsx";

const texts = words.images.page;

/** One image with everything known about it, for leads only. */
export function ImagePage() {
  const project = useProject();
  const id = useParams({
    from: "/signed-in/shell/p/$project/images/$image",
    select: ({ image }) => image,
  });
  const { in: from, ...filter } = useSearch({ from: "/signed-in/shell/p/$project/images/$image" });
  const heading = useRef<HTMLHeadingElement>(null);
  // While the next image loads, the last one stays and keys keep working: none is lost, however fast they come.
  const shown = useDeferredValue(id);
  const { data: image } = useSuspenseQuery(imageQuery(project.id, shown));
  const { data: labelSpace } = useSuspenseQuery(labelSpaceQuery(project.id));
  useDocumentTitle(`${image.key} · ${project.name}`);
  const nameOf = (label: number) => labelSpace.byIndex.get(label)?.name ?? `label ${label}`;
  const { file } = image;
  return (
    <div className={styles.page}>
      <div>
        {from === "list" ? (
          <ImageSteps project={project.id} image={shown} filter={filter} heading={heading} />
        ) : (
          <BackLink to="/p/$project/images" params={{ project: project.id }}>
            {texts.back}
          </BackLink>
        )}
        <h1 ref={heading} tabIndex={-1} className={styles.key}>
          {image.key}
        </h1>
        <StatusMark status={image.status} />
      </div>
      <div className={styles.top}>
        <figure className={styles.figure}>
          {file ? (
            <>
              <a href={image.originalUrl} target="_blank" rel="noreferrer" aria-label={texts.open}>
                <img src={image.screenUrl} alt={texts.alt} width={file.width} height={file.height} />
              </a>
              <figcaption>{texts.size(file.width, file.height, file.format.toUpperCase())}</figcaption>
            </>
          ) : (
            <figcaption>{image.failure || texts.noFile}</figcaption>
          )}
        </figure>
        <Outcome project={project.id} image={image} nameOf={nameOf} />
      </div>
      <Panel title={texts.answers.title}>
        <Answers image={image} nameOf={nameOf} />
      </Panel>
      {image.objects && (
        <Panel title={words.objects.image.title}>
          <Objects objects={image.objects} nameOf={nameOf} />
        </Panel>
      )}
      <Panel title={words.talk.title}>
        <Thread key={shown} project={project.id} image={shown} isLead />
      </Panel>
      <Panel title={texts.releases.title}>
        <InReleases releases={image.releases} nameOf={nameOf} />
      </Panel>
      <Panel title={texts.similar.title}>
        {/* For another image, nobody has asked yet. */}
        <SimilarImages key={shown} project={project.id} image={shown} nameOf={nameOf} />
      </Panel>
      <History project={project.id} image={shown} nameOf={nameOf} />
    </div>
  );
}
