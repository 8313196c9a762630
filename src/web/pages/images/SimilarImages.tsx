import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { similarQuery } from "../../client/queries/images.ts";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { Waiting } from "../../components/shell/Waiting.tsx";
import { words } from "../../words/words.ts";
import styles from "./ImagePage.module.css";

const texts = words.images.page.similar;

interface Props {
  project: string;
  image: string;
  nameOf(label: number): string;
  /** Whether to search for them at once. */
  isAsked?: boolean;
}

/** The most similar images, with their labels. Loaded on request, because all images are compared. */
export function SimilarImages({ project, image, nameOf, isAsked: begins = false }: Props) {
  const [isAsked, setIsAsked] = useState(begins);
  const { data, error, isFetching } = useQuery({ ...similarQuery(project, image), enabled: isAsked });
  if (error) return <p className={styles.text}>{error.message}</p>;
  if (isFetching) return <Waiting />;
  if (!data)
    return (
      <Button variant="default" onClick={() => setIsAsked(true)}>
        {texts.find}
      </Button>
    );
  if (data.images.length === 0) return <p className={styles.text}>{texts.none}</p>;
  return (
    <>
      <p className={styles.text}>{texts.by(data.model)}</p>
      <ol className={styles.similar}>
        {data.images.map(({ id, key, thumbnailUrl, labels, originals, distance }) => {
          const named = (labels ?? originals).map(nameOf).join(", ");
          return (
            <li key={id}>
              <Link to="/p/$project/images/$image" params={{ project, image: id }} title={key}>
                <Thumbnail src={thumbnailUrl} alt={texts.alt(key)} />
                <span className={styles.similarLabels}>{named || (labels ? words.images.noLabel : "–")}</span>
                <span className={styles.distance}>
                  {labels ? texts.final : originals.length > 0 ? texts.original : words.images.notFinal}
                </span>
                <span className={styles.distance}>{texts.distance(distance)}</span>
              </Link>
            </li>
          );
        })}
      </ol>
    </>
  );
}
