import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { exemplarUrl, imageUrl } from "../../../contract/images/image.ts";
import { type LabelPage, maxExemplars, setExemplars } from "../../../contract/labels/label.ts";
import { call } from "../../client/call.ts";

/** A photo on the page: a past or present exemplar, or an image that is to become one. */
export interface DraftPhoto {
  /** Id of the exemplar, or of the image being promoted. */
  id: string;
  url: string;
  /** The project's image it comes from; null for a separate photo. */
  image: string | null;
  /** Whether it was promoted on this page and is not saved yet. */
  isNew: boolean;
  withheld: boolean;
}

/** A label's exemplars while the lead changes them: nothing takes effect before it is saved. */
export function useExemplarDraft(project: string, data: LabelPage) {
  const client = useQueryClient();
  const [changed, setChanged] = useState<DraftPhoto[]>();
  const stored = data.exemplars.map(toPhoto);
  const photos = changed ?? stored;
  const save = useMutation({
    mutationFn: () =>
      call(setExemplars, {
        params: { project, label: data.label.index },
        body: {
          version: data.exemplarVersion,
          exemplars: photos.map(({ id, isNew }) => (isNew ? { image: id } : { exemplar: id })),
        },
      }),
    onSuccess: async () => {
      await Promise.all([
        client.invalidateQueries({ queryKey: ["label", project, data.label.index] }),
        client.invalidateQueries({ queryKey: ["labels", project] }),
      ]);
      setChanged(undefined);
    },
    onError: () => client.invalidateQueries({ queryKey: ["label", project, data.label.index] }),
  });
  const change = (next: DraftPhoto[]) => {
    save.reset();
    setChanged(String(next.map(({ id }) => id)) === String(stored.map(({ id }) => id)) ? undefined : next);
  };

  return {
    photos,
    isChanged: changed !== undefined,
    isFull: photos.length >= maxExemplars,
    save,
    /** Available photos that are not among the exemplars on the page. */
    spares: [...data.spares, ...data.exemplars.filter(({ image }) => image === null)]
      .filter(({ id }) => !photos.some((photo) => photo.id === id))
      .map(toPhoto),
    discard: () => change(stored),
    move(from: number, to: number) {
      if (to < 0 || to >= photos.length) return;
      const next = photos.filter((_, at) => at !== from);
      next.splice(to, 0, photos[from]!);
      change(next);
    },
    remove: (at: number) => change(photos.filter((_, one) => one !== at)),
    /** Adds a photo at the end, or in place of another. */
    put(photo: DraftPhoto, at: number | null) {
      change(at === null ? [...photos, photo] : photos.map((one, place) => (place === at ? photo : one)));
    },
    promote(image: string) {
      const photo = { id: image, url: imageUrl(image, "thumbnail"), image, isNew: true, withheld: false };
      change([...photos, photo]);
    },
  };
}

export type ExemplarDraft = ReturnType<typeof useExemplarDraft>;

const toPhoto = ({ id, image, withheld }: LabelPage["exemplars"][number]): DraftPhoto => ({
  id,
  url: exemplarUrl(id, "thumbnail"),
  image,
  isNew: false,
  withheld,
});
