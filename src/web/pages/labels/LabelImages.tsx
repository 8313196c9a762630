import { Button, Switch } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { LabelPage } from "../../../contract/labels/label.ts";
import { changeSettings } from "../../../contract/project/settings.ts";
import { call } from "../../client/call.ts";
import { labelImagesQuery } from "../../client/queries/labels.ts";
import { Panel } from "../../components/Panel.tsx";
import { Thumbnail } from "../../components/photos/Thumbnail.tsx";
import { words } from "../../words/words.ts";
import styles from "./LabelImages.module.css";
import type { ExemplarDraft } from "./useExemplarDraft.ts";

const texts = words.labels.images;
const promotion = words.labels.promote;

interface Props {
  project: string;
  data: LabelPage;
  draft: ExemplarDraft;
}

/** The images whose final labels include the label; if the lead allows it, each can become an exemplar. */
export function LabelImages({ project, data, draft }: Props) {
  const client = useQueryClient();
  const { label, final, exemplarsFromEvaluatedSet: allowed, settingsVersion } = data;
  const query = useInfiniteQuery(labelImagesQuery(project, label.index));
  const allow = useMutation({
    mutationFn: (wanted: boolean) =>
      call(changeSettings, {
        params: { project },
        body: { version: settingsVersion, changes: { exemplarsFromEvaluatedSet: wanted } },
      }),
    onSettled: () => {
      client.removeQueries({ queryKey: ["settings", project] });
      return client.invalidateQueries({ queryKey: ["label", project] });
    },
  });
  const images = query.data?.pages.flatMap((page) => page.images) ?? [];
  const used = new Set(draft.photos.flatMap(({ image }) => image ?? []));

  return (
    <Panel title={texts.title}>
      {query.isPending ? (
        <p className={styles.about}>{texts.loading}</p>
      ) : query.isError ? (
        <p className={styles.about} role="alert">
          {query.error.message}
        </p>
      ) : images.length === 0 ? (
        <p className={styles.about}>{texts.none}</p>
      ) : (
        <>
          <p className={styles.about}>{texts.about(final)}</p>
          <ul className={styles.images}>
            {images.map(({ image, key, thumbnailUrl, provenance }) => (
              <li key={image}>
                <Thumbnail src={thumbnailUrl} alt="" loading="lazy" />
                <span className={styles.key} title={key}>
                  {key}
                </span>
                <span className={styles.foot}>
                  {texts[provenance]}
                  {used.has(image) ? (
                    <span className={styles.used}>{texts.isExemplar}</span>
                  ) : (
                    allowed && (
                      <button
                        type="button"
                        aria-label={texts.promoteLabel(key)}
                        disabled={draft.isFull}
                        onClick={() => draft.promote(image)}
                      >
                        {texts.promote}
                      </button>
                    )
                  )}
                </span>
              </li>
            ))}
          </ul>
          {query.hasNextPage && (
            <Button
              variant="default"
              className={styles.more}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              {texts.more}
            </Button>
          )}
        </>
      )}
      <div className={styles.allow}>
        <h3>{promotion.title}</h3>
        <Switch
          label={promotion.allow}
          checked={allow.isPending ? allow.variables : allowed}
          onChange={(event) => allow.mutate(event.currentTarget.checked)}
        />
        <p className={styles.about}>{allowed ? promotion.on : promotion.off}</p>
        {allow.isError && <p role="alert">{allow.error.message}</p>}
      </div>
    </Panel>
  );
}
