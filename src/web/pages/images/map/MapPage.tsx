import { SegmentedControl, Select } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { imageUrl } from "../../../../contract/images/image.ts";
import { type DrawnMap, imageMapQuery } from "../../../client/queries/imageMap.ts";
import { labelSpaceQuery } from "../../../client/queries/labelSpace.ts";
import { LinkButton } from "../../../components/buttons/LinkButton.tsx";
import { JobHint } from "../../../components/messages/JobHint.tsx";
import { Message } from "../../../components/messages/Message.tsx";
import { type Done, UndoBar } from "../../../components/messages/UndoBar.tsx";
import { Thumbnail } from "../../../components/photos/Thumbnail.tsx";
import { LoadFailed } from "../../../components/shell/LoadFailed.tsx";
import { useProject } from "../../../components/shell/useProject.ts";
import { Waiting } from "../../../components/shell/Waiting.tsx";
import { words } from "../../../words/words.ts";
import { ChosenImages } from "../ChosenImages.tsx";
import { hidden } from "./drawPoints.ts";
import { MapCanvas, type Tool, tools } from "./MapCanvas.tsx";
import styles from "./MapPage.module.css";
import { groupPoints, type MapColour, mapColours } from "./mapGroups.ts";

const texts = words.imageMap;

/** All images on a map, similar ones together; chosen there, they can be handled as in the list. */
export function MapPage() {
  const project = useProject();
  useDocumentTitle(`${texts.title} · ${project.name}`);
  const [colour, setColour] = useState<MapColour>("status");
  const { data, error, refetch } = useQuery(imageMapQuery(project.id, colour === "audit"));
  const map = data?.map;
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1>{texts.title}</h1>
        <LinkButton
          size="compact-sm"
          variant="default"
          to="/p/$project/images"
          params={{ project: project.id }}
        >
          {texts.list}
        </LinkButton>
      </div>
      {error && !data ? (
        <LoadFailed title={words.images.failed} error={error} onAgain={() => refetch()} />
      ) : !map ? (
        <Message title={texts.making}>
          <p>{texts.makingText}</p>
          <Waiting />
        </Message>
      ) : map.model === null ? (
        <Message title={texts.none.title}>
          <p>{texts.none.text}</p>
          <JobHint kind="embed" />
        </Message>
      ) : (
        <>
          <p className={styles.about} role="status">
            {texts.about(map.ids.length, map.images, map.model)} {!data.isCurrent && texts.remaking}{" "}
            {texts.keyboard}
          </p>
          <ShownMap project={project.id} map={map} colour={colour} onColour={setColour} />
        </>
      )}
    </div>
  );
}

/** How many chosen images are shown as pictures. */
const pictured = 48;

interface Props {
  project: string;
  map: DrawnMap;
  colour: MapColour;
  onColour(colour: MapColour): void;
}

function ShownMap({ project, map, colour, onColour }: Props) {
  const { data: space } = useQuery(labelSpaceQuery(project));
  const navigate = useNavigate();
  const [tool, setTool] = useState<Tool>("choose");
  const [off, setOff] = useState<ReadonlySet<string>>(new Set());
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [below, setBelow] = useState<number | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const { groups, legend } = useMemo(() => {
    const nameOf = (label: number) => space?.byIndex.get(label)?.name ?? words.labelSpace.unknown(label);
    return groupPoints(map, colour, nameOf);
  }, [map, colour, space]);
  const points = useMemo(() => {
    const isOff = legend.map(({ name }) => off.has(`${colour} ${name}`));
    return {
      positions: map.positions,
      groups: groups.map((group) => (isOff[group] ? hidden : group)),
    };
  }, [map, groups, legend, off, colour]);
  const palette = useMemo(() => legend.map((group) => group.colour), [legend]);
  const marks = useMemo(() => {
    if (chosen.size === 0) return undefined;
    const marked = new Uint8Array(map.ids.length);
    for (const at of chosen) marked[at] = 1;
    return marked;
  }, [map, chosen]);
  const picked = useMemo(
    () => [...chosen].map((at) => ({ id: map.ids[at]!, key: map.keys[at]! })),
    [map, chosen],
  );
  const toggle = (name: string) => {
    const next = new Set(off);
    if (!next.delete(`${colour} ${name}`)) next.add(`${colour} ${name}`);
    setOff(next);
  };
  const shown = below === null ? null : { id: map.ids[below]!, key: map.keys[below]! };

  return (
    <>
      <div className={styles.tools}>
        <Select
          label={texts.colour}
          allowDeselect={false}
          value={colour}
          onChange={(value) => onColour(mapColours.find((one) => one === value) ?? "status")}
          data={mapColours.map((value) => ({ value, label: texts.colours[value] }))}
        />
        <div>
          <span className={styles.label}>{texts.drag}</span>
          <SegmentedControl
            aria-label={texts.drag}
            value={tool}
            onChange={(value) => setTool(tools.find((one) => one === value) ?? "choose")}
            data={tools.map((value) => ({ value, label: texts.tools[value] }))}
          />
        </div>
      </div>
      <ul className={styles.legend} aria-label={texts.groups}>
        {legend.map(({ name, colour: [red, green, blue], images }) => (
          <li key={name}>
            <button
              type="button"
              aria-pressed={!off.has(`${colour} ${name}`)}
              title={name}
              onClick={() => toggle(name)}
            >
              <span className={styles.swatch} style={{ background: `rgb(${red}, ${green}, ${blue})` }} />
              {texts.group(name, images)}
            </button>
          </li>
        ))}
      </ul>
      {colour === "audit" && (
        <p className={styles.about}>
          {texts.auditLists} {!map.findings && texts.auditMaking}
        </p>
      )}
      <ChosenImages
        project={project}
        chosen={picked}
        hint={texts.hint}
        onClear={() => setChosen(new Set())}
        onDone={setDone}
      />
      <div className={styles.place}>
        <MapCanvas
          points={points}
          palette={palette}
          chosen={marks}
          tool={tool}
          onLasso={(found, isMore) => setChosen(new Set(isMore ? [...chosen, ...found] : found))}
          onPoint={setBelow}
          onOpen={(point) =>
            void navigate({ to: "/p/$project/images/$image", params: { project, image: map.ids[point]! } })
          }
        />
        {shown && (
          <figure className={styles.below} aria-hidden="true">
            <Thumbnail src={imageUrl(shown.id, "thumbnail")} alt="" />
            <figcaption>{shown.key}</figcaption>
          </figure>
        )}
      </div>
      {picked.length > 0 && (
        <>
          <ul className={styles.pictures} aria-label={texts.chosen}>
            {picked.slice(0, pictured).map(({ id, key }) => (
              <li key={id}>
                <Link to="/p/$project/images/$image" params={{ project, image: id }} title={key}>
                  <Thumbnail src={imageUrl(id, "thumbnail")} alt={key} loading="lazy" />
                </Link>
              </li>
            ))}
          </ul>
          {picked.length > pictured && <p className={styles.about}>{texts.more(picked.length - pictured)}</p>}
        </>
      )}
      <UndoBar done={done} onClose={() => setDone(null)} />
    </>
  );
}
