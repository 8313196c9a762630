import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useLabelSearch } from "../../annotate/search/useLabelSearch.ts";
import { imagesQuery } from "../../client/queries/images.ts";
import { labelSpaceQuery } from "../../client/queries/labelSpace.ts";
import { peopleQuery } from "../../client/queries/people.ts";
import type { Project } from "../../client/session/session.ts";
import { words } from "../../words/words.ts";
import { FindDialog } from "../dialogs/FindDialog.tsx";
import { Thumbnail } from "../photos/Thumbnail.tsx";
import { closestFirst, holdsText } from "./closestFirst.ts";
import styles from "./GoTo.module.css";
import { pagesOf } from "./pagesOf.ts";

const texts = words.shell.goTo;

/** How many labels, people and images are offered each. */
const most = 5;

interface Place {
  id: string;
  kind: string;
  name: string;
  detail?: string;
  picture?: string | undefined;
  go(): void;
}

/** Leads to any page, label, person or image of a project by name. */
export function GoTo({ project, onClose }: { project: Project; onClose(): void }) {
  const [text, setText] = useState("");
  const places = usePlaces(project, text.trim(), onClose);
  return (
    <FindDialog
      title={texts.title}
      placeholder={texts.placeholder(project.roles.includes("lead"))}
      text={text}
      found={places.map(({ id, kind, name, detail, picture }) => ({
        id,
        content: (
          <>
            {picture && <Thumbnail src={picture} alt="" />}
            <span className={styles.words}>
              <b>{name}</b>
              {detail && <span>{detail}</span>}
            </span>
            <span className={styles.kind}>{kind}</span>
          </>
        ),
      }))}
      results={texts.results}
      hint={places.length === 0 ? texts.nothing : texts.hint}
      onText={setText}
      onChoose={(place) => places[place]!.go()}
      onClose={onClose}
    />
  );
}

/** What a text leads to, closest names first: pages and, for leads only, labels, people and images. */
function usePlaces(project: Project, text: string, onClose: () => void): Place[] {
  const navigate = useNavigate();
  const isLead = project.roles.includes("lead");
  const [asked] = useDebouncedValue(text, 150);
  const { data: space } = useQuery({ ...labelSpaceQuery(project.id), enabled: isLead });
  const search = useLabelSearch(space?.labels);
  const { data: listed } = useQuery({ ...peopleQuery(project.id), enabled: isLead, staleTime: 60_000 });
  const images = useInfiniteQuery({
    ...imagesQuery(project.id, { text: asked }),
    enabled: isLead && asked !== "",
  });
  const to = (go: () => Promise<void>) => () => {
    onClose();
    void go();
  };
  const holds = (name: string) => holdsText(name, text);
  const params = { project: project.id };
  const pages = pagesOf(project.roles)
    .filter(({ name }) => holds(name))
    .map(
      (page): Place => ({
        id: page.to,
        kind: texts.kinds.page,
        name: page.name,
        go: to(() => navigate({ to: page.to, params })),
      }),
    );
  if (text === "" || !isLead) return pages;
  const labels = (search?.(text) ?? []).slice(0, most).flatMap((index): Place[] => {
    const label = space?.byIndex.get(index);
    if (!label) return [];
    const go = to(() =>
      navigate({ to: "/p/$project/labels/$label", params: { ...params, label: String(index) } }),
    );
    return [{ id: `label${index}`, kind: texts.kinds.label, name: label.name, detail: label.definition, go }];
  });
  const persons = (listed?.people ?? [])
    .filter(({ name, email }) => holds(name) || holds(email))
    .slice(0, most)
    .map(
      ({ id, name, email }): Place => ({
        ...{ id, kind: texts.kinds.person, name, detail: email },
        go: to(() => navigate({ to: "/p/$project/people/$person", params: { ...params, person: id } })),
      }),
    );
  const isLookedUp = asked === text && !images.isPending;
  const found = (isLookedUp ? (images.data?.pages[0]?.images ?? []) : []).slice(0, most);
  const pictures = found.map(
    ({ id, key, thumbnailUrl }): Place => ({
      ...{ id, kind: texts.kinds.image, name: key, picture: thumbnailUrl },
      go: to(() =>
        navigate({ to: "/p/$project/images/$image", params: { ...params, image: id }, search: {} }),
      ),
    }),
  );
  const places = closestFirst(text, [...pages, ...labels, ...persons, ...pictures]);
  // Guesses wait for the search for images, which may find an exact name: Enter would lead to the guess.
  return isLookedUp || images.isError ? places : places.filter(({ name }) => holds(name));
}
