import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { imageUrl } from "../../contract/images/image.ts";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { listSimilarInRefinement } from "../../contract/tasks/similar.ts";
import { call } from "../client/call.ts";
import { explainFailure } from "../client/explainFailure.ts";
import { Thumbnail } from "../components/photos/Thumbnail.tsx";
import { words } from "../words/words.ts";
import controls from "./controls.module.css";
import styles from "./SimilarFinished.module.css";

const texts = words.refinement.similar;

interface Props {
  assignment: string;
  labels: ReadonlyMap<number, LabelWithExemplars>;
}

/** The finished images most similar to the one being refined. Loaded on request, because all images are compared. */
export function SimilarFinished({ assignment, labels }: Props) {
  const [isAsked, setIsAsked] = useState(false);
  const { data, error, isFetching } = useQuery({
    queryKey: ["similar-finished", assignment],
    queryFn: ({ signal }) => call(listSimilarInRefinement, { params: { assignment }, signal }),
    enabled: isAsked,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const nameOf = (label: number) => labels.get(label)?.name ?? words.labelSpace.unknown(label);
  if (!isAsked)
    return (
      <div>
        <button type="button" className={controls.outlined} onClick={() => setIsAsked(true)}>
          {texts.find}
        </button>
      </div>
    );
  return (
    <section className={styles.similar} aria-label={texts.title}>
      <h3>{texts.title}</h3>
      {error ? (
        <p role="alert">{explainFailure(error).text}</p>
      ) : isFetching || !data ? (
        <p role="status">{texts.looking}</p>
      ) : data.images.length === 0 ? (
        <p role="status">{texts.none(data.among)}</p>
      ) : (
        <>
          <p>{texts.about(data.model)}</p>
          <ol>
            {data.images.map(({ id, thumbnailUrl, labels: final, distance }, at) => {
              const named = final.map(nameOf).join(", ") || words.images.noLabel;
              return (
                <li key={id}>
                  <a href={imageUrl(id, "screen")} target="_blank" rel="noreferrer" title={named}>
                    <Thumbnail src={thumbnailUrl} alt={texts.image(at + 1)} />
                    <span>{named}</span>
                    <small>{texts.distance(distance)}</small>
                  </a>
                </li>
              );
            })}
          </ol>
        </>
      )}
    </section>
  );
}
