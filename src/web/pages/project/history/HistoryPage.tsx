import { Button, NativeSelect } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { infiniteQueryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { listProjectHistory, type ProjectEvent } from "../../../../contract/project/history.ts";
import { type EventArea, eventAreas } from "../../../../core/project/eventAreas.ts";
import { call } from "../../../client/call.ts";
import { peopleQuery } from "../../../client/queries/people.ts";
import { formatTime } from "../../../components/format/formatTime.ts";
import { Message } from "../../../components/messages/Message.tsx";
import { LoadFailed } from "../../../components/shell/LoadFailed.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { Waiting } from "../../../components/shell/Waiting.tsx";
import { words } from "../../../words/words.ts";
import { describeKind } from "./describeKind.ts";
import styles from "./HistoryPage.module.css";

const texts = words.history;
const route = getRouteApi("/signed-in/shell/p/$project/history");

interface Narrowed {
  person?: string;
  area?: EventArea;
}

const historyQuery = (project: string, narrowed: Narrowed) =>
  infiniteQueryOptions({
    queryKey: ["history", project, narrowed],
    queryFn: ({ signal, pageParam }) =>
      call(listProjectHistory, {
        params: { project },
        query: { ...narrowed, ...(pageParam ? { before: pageParam } : {}) },
        signal,
      }),
    initialPageParam: "",
    getNextPageParam: (page) => page.before,
  });

/** Who did what in the project, and when. */
export function HistoryPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const narrowed = route.useSearch();
  const navigate = route.useNavigate();
  const pages = useInfiniteQuery(historyQuery(project.id, narrowed));
  const { data: listed } = useQuery(peopleQuery(project.id));
  const entries = pages.data?.pages.flatMap((page) => page.entries) ?? [];
  const isNarrowed = narrowed.person !== undefined || narrowed.area !== undefined;
  const narrow = (change: Partial<Record<keyof Narrowed, string>>) => {
    const { person = "", area = "" } = { ...narrowed, ...change };
    const known = eventAreas.find((one) => one === area);
    void navigate({ search: { ...(person ? { person } : {}), ...(known ? { area: known } : {}) } });
  };
  return (
    <div className={styles.page}>
      <header>
        <h1>{texts.title}</h1>
        <p className={styles.lead}>{texts.lead}</p>
      </header>
      <div className={styles.filters}>
        <NativeSelect
          label={texts.person}
          value={narrowed.person ?? ""}
          onChange={({ currentTarget }) => narrow({ person: currentTarget.value })}
          data={[
            { value: "", label: texts.everybody },
            ...(listed?.people ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <NativeSelect
          label={texts.area}
          value={narrowed.area ?? ""}
          onChange={({ currentTarget }) => narrow({ area: currentTarget.value })}
          data={[
            { value: "", label: texts.everything },
            ...eventAreas.map((area) => ({ value: area, label: texts.areas[area] })),
          ]}
        />
      </div>
      {pages.isPending && <Waiting />}
      {pages.isError && (
        <LoadFailed title={texts.failed} error={pages.error} onAgain={() => pages.refetch()} />
      )}
      {pages.data && entries.length === 0 && !pages.hasNextPage && (
        <Message title={isNarrowed ? texts.noneOfThese : texts.none}>{texts.lead}</Message>
      )}
      {entries.length > 0 && (
        <ol className={styles.list} aria-label={texts.list}>
          {entries.map((entry) => (
            <Entry key={entry.id} project={project.id} entry={entry} />
          ))}
        </ol>
      )}
      {pages.hasNextPage && (
        <Button
          variant="default"
          className={styles.older}
          loading={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {texts.older}
        </Button>
      )}
    </div>
  );
}

function Entry({ project, entry }: { project: string; entry: ProjectEvent }) {
  const { at, kind, area, by, about, image, text, settings, atCommandLine } = entry;
  const nobody =
    area === "security"
      ? atCommandLine
        ? words.security.commandLine
        : words.security.nobody
      : texts.program;
  const link = (person: { id: string; name: string }) => (
    <Link to="/p/$project/people/$person" params={{ project, person: person.id }}>
      {person.name}
    </Link>
  );
  return (
    <li>
      <time dateTime={at}>{formatTime(at)}</time>
      <span>
        {by ? link(by) : nobody} {describeKind(kind)}
        {about && about.id !== by?.id && <>: {link(about)}</>}
        {image && (
          <>
            :{" "}
            <Link to="/p/$project/images/$image" params={{ project, image: image.id }} search={{}}>
              {image.key}
            </Link>
          </>
        )}
        {settings.length > 0 && `: ${settings.map(nameOfSetting).join(", ")}`}
        {text !== "" && <q className={styles.quote}>{text}</q>}
      </span>
    </li>
  );
}

const nameOfSetting = (name: string) =>
  (words.settings.rules as Record<string, { name: string } | undefined>)[name]?.name ?? name;
