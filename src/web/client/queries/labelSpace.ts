import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { exemplarUrl } from "../../../contract/images/image.ts";
import {
  getConfusions,
  getExemplars,
  getLabelNotes,
  getLabelSpace,
  type Label,
  type LabelWithExemplars,
  type NotedLabel,
} from "../../../contract/labels/labelSpace.ts";
import { nameInLanguage } from "../../../core/labels/labelNames.ts";
import { spoken } from "../../language/spoken.ts";
import { orLastReply } from "../../offline/lastReply.ts";
import { words } from "../../words/words.ts";
import { call } from "../call.ts";

/** A project's labels; the notes' query notices when they change. */
export const labelSpaceQuery = (project: string) =>
  queryOptions({
    queryKey: ["label-space", project],
    queryFn: ({ signal }) =>
      orLastReply(`label-space ${project}`, call(getLabelSpace, { params: { project }, signal })),
    staleTime: Number.POSITIVE_INFINITY,
    select: withIndex,
  });

function withIndex<Space extends { labels: Label[] }>(space: Space) {
  return { ...space, byIndex: new Map(space.labels.map((label) => [label.index, label])) };
}

/** The names of a project's labels; numbers until they are loaded. */
export function useLabelNames(project: string): (label: number) => string {
  const { data } = useQuery(labelSpaceQuery(project));
  return (label) => data?.byIndex.get(label)?.name ?? words.labelSpace.unknown(label);
}

/** One version of a project's exemplars. */
export const exemplarsQuery = (project: string, version: number) =>
  queryOptions({
    queryKey: ["exemplars", project, version],
    queryFn: ({ signal }) =>
      orLastReply(
        `exemplars ${project} ${version}`,
        call(getExemplars, { params: { project, version }, signal }),
      ),
    staleTime: Number.POSITIVE_INFINITY,
  });

const lookAgainMs = 60_000;

/** The leads' notes on labels; a page that stays open follows changes. */
export const labelNotesQuery = (project: string) =>
  queryOptions({
    queryKey: ["label-notes", project],
    queryFn: ({ signal }) =>
      orLastReply(`label-notes ${project}`, call(getLabelNotes, { params: { project }, signal })),
    staleTime: lookAgainMs,
    refetchInterval: lookAgainMs,
  });

/** The labels with their notes: the same objects as long as no note changes. */
export function useNotedLabels(
  project: string,
  labels: readonly Label[] | undefined,
): readonly NotedLabel[] | undefined {
  const client = useQueryClient();
  const { data } = useQuery(labelNotesQuery(project));
  const notes = data?.notes;
  const newest = data?.labelVersion ?? 0;
  useEffect(() => {
    const { queryKey } = labelSpaceQuery(project);
    const known = client.getQueryData(queryKey);
    // An answer stored by an earlier program has no version.
    if (known && (known.version ?? 0) < newest) void client.invalidateQueries({ queryKey });
  }, [client, project, newest]);
  return useMemo(() => {
    if (!labels || !notes || notes.length === 0) return labels;
    const byLabel = new Map(notes.map(({ label, text }) => [label, text]));
    return labels.map((label) => {
      const note = byLabel.get(label.index);
      return note === undefined ? label : { ...label, note };
    });
  }, [labels, notes]);
}

/** The labels that a label is proposed together with well above chance. */
export const confusionsQuery = (project: string, label: number) =>
  queryOptions({
    queryKey: ["confusions", project, label],
    queryFn: ({ signal }) => call(getConfusions, { params: { project, label }, signal }),
    staleTime: 300_000,
  });

/** A label under its name in the person's language; leads' pages use its main name. */
export const inOwnLanguage = <One extends Label>(label: One): One => nameInLanguage(label, spoken.language);

/** Whether people are asked about a label: retired, merged or split ones are only named. */
export const isOffered = ({ fate }: Label): boolean => fate === undefined;

const nothing: readonly string[] = [];

/**
 * A project's labels with their exemplars of one version.
 *
 * @param version undefined if not known yet: then without exemplars
 */
export function useLabels(
  project: string,
  version: number | undefined,
): {
  labels: ReadonlyMap<number, LabelWithExemplars> | undefined;
  /** The offered labels, without exemplars; the same objects for every version. */
  all: readonly NotedLabel[] | undefined;
  error: Error | null;
  retry(): void;
} {
  const space = useQuery(labelSpaceQuery(project));
  const exemplars = useQuery({ ...exemplarsQuery(project, version ?? 0), enabled: version !== undefined });
  const isWaiting = version !== undefined && exemplars.isPending;
  const all = exemplars.data?.labels;
  const named = useMemo(() => space.data?.labels.map(inOwnLanguage), [space.data]);
  const noted = useNotedLabels(project, named);
  const labels = useMemo(() => {
    if (!noted || isWaiting) return undefined;
    const byLabel = new Map(all?.map(({ label, exemplars: ids }) => [label, ids]));
    return new Map(
      noted.map((label): [number, LabelWithExemplars] => {
        const ids = byLabel.get(label.index) ?? nothing;
        const photos = ids.map((id) => ({ id, url: exemplarUrl(id, "thumbnail") }));
        return [label.index, { ...label, exemplars: photos }];
      }),
    );
  }, [noted, all, isWaiting]);
  const offered = useMemo(() => noted?.filter(isOffered), [noted]);
  return { labels, all: offered, error: space.error, retry: () => void space.refetch() };
}
