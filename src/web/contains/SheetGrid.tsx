import { type RefObject, useEffect, useRef, useState } from "react";
import type { ShownClock } from "../annotate/time/shownClock.ts";
import { useShownTime } from "../annotate/time/useShownTime.ts";
import { Icon } from "../components/Icon.tsx";
import { useEachTimeBeforePaint } from "../components/useEachTime.ts";
import { words } from "../words/words.ts";
import styles from "./SheetPage.module.css";

const texts = words.contains;

/** A photo that can be ticked. */
export interface TickPhoto {
  id: string;
  thumbnailUrl: string;
  isTicked: boolean;
  isMissing: boolean;
  /** Whether it is flagged for the lead. */
  isFlagged?: boolean;
  /** Whether it differs from what is stored. */
  isChanged?: boolean;
}

interface Props {
  /** Changes whenever other photos are shown. */
  sheet: string;
  name: string;
  photos: readonly TickPhoto[];
  /** The photo that the keys act on. */
  at: number;
  clock: ShownClock | undefined;
  /** Whether something covers the photos. */
  isCovered: boolean;
  /** The current number of columns on screen. */
  columns: RefObject<number>;
  onMove(at: number): void;
  onToggle(at: number): void;
  onOpen(at: number): void;
  onMissing?(at: number, isMissing: boolean): void;
}

/** Photos side by side, each ticked by a click or a key. Photos are shown whole: what is sought may be at the edge. */
export function SheetGrid(props: Props) {
  const { sheet, name, photos, at, clock, isCovered, columns, onMove, onToggle, onOpen, onMissing } = props;
  const grid = useRef<HTMLDivElement>(null);
  const [inRow, setInRow] = useState(8);
  const loaded = useLoaded(sheet, photos.length);
  useShownTime(grid, clock, sheet, isCovered || !loaded.isAll);
  useEffect(() => {
    const shown = grid.current;
    if (!shown) return;
    const measure = () => {
      const count = getComputedStyle(shown).gridTemplateColumns.split(" ").length;
      columns.current = count;
      setInRow(count);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(shown);
    return () => observer.disconnect();
  }, [columns]);
  useEachTimeBeforePaint(`${sheet} ${at}`, () => {
    if (isCovered) return;
    const cell = grid.current?.querySelector<HTMLElement>(`[data-label="${at}"]`);
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest" });
  });
  const rows = Array.from({ length: Math.ceil(photos.length / inRow) }, (_, row) =>
    photos.slice(row * inRow, (row + 1) * inRow),
  );
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table cannot change its columns with the window.
    <div
      ref={grid}
      className={styles.grid}
      role="grid"
      aria-label={texts.photos(name)}
      aria-multiselectable="true"
      aria-rowcount={rows.length}
      aria-colcount={inRow}
    >
      {rows.map((row, rowAt) => (
        // biome-ignore lint/a11y: see above; the cells take the focus, one at a time.
        <div key={row[0]?.id} role="row" className={styles.row} aria-rowindex={rowAt + 1}>
          {row.map((photo, column) => {
            const place = rowAt * inRow + column;
            return (
              <Tile
                key={photo.id}
                photo={photo}
                place={place}
                of={photos.length}
                column={column}
                isCurrent={place === at}
                onFocus={() => place !== at && onMove(place)}
                onToggle={() => onToggle(place)}
                onOpen={() => onOpen(place)}
                onEnd={(isMissing) => {
                  loaded.note(place);
                  if (isMissing !== photo.isMissing) onMissing?.(place, isMissing);
                }}
              />
            );
          })}
        </div>
      ))}
    </div>
  );
}

interface TileProps {
  photo: TickPhoto;
  place: number;
  of: number;
  column: number;
  isCurrent: boolean;
  onFocus(): void;
  onToggle(): void;
  onOpen(): void;
  /** Called once it is on screen, or cannot be. */
  onEnd(isMissing: boolean): void;
}

function Tile({ photo, place, of, column, isCurrent, onFocus, onToggle, onOpen, onEnd }: TileProps) {
  const { thumbnailUrl, isTicked, isMissing } = photo;
  // Requested again when the connection is back.
  const [tries, setTries] = useState(0);
  const [hasFailed, setFailed] = useState(false);
  useEffect(() => {
    if (!hasFailed) return;
    const again = () => {
      setFailed(false);
      setTries((count) => count + 1);
    };
    window.addEventListener("online", again);
    return () => window.removeEventListener("online", again);
  }, [hasFailed]);
  return (
    // biome-ignore lint/a11y: the keys of the page act on the cell that has the focus.
    <div
      role="gridcell"
      className={styles.tile}
      data-label={place}
      data-ticked={isTicked || undefined}
      data-missing={isMissing || undefined}
      data-changed={photo.isChanged || undefined}
      aria-selected={isTicked}
      aria-colindex={column + 1}
      aria-label={[
        texts.photo(place + 1, of),
        ...(isMissing ? [texts.cannotBeShown] : []),
        ...(photo.isFlagged ? [texts.flagged] : []),
      ].join(". ")}
      tabIndex={isCurrent ? 0 : -1}
      onFocus={onFocus}
      onClick={onToggle}
    >
      {isMissing ? (
        <span className={styles.missing}>{texts.cannotBeShown}</span>
      ) : (
        <img
          key={tries}
          src={thumbnailUrl}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={() => onEnd(false)}
          onError={() => {
            setFailed(true);
            // Without a connection none can be shown, which says nothing about this one.
            if (navigator.onLine) onEnd(true);
          }}
        />
      )}
      <span className={styles.tick} aria-hidden="true">
        {isTicked && <Icon name="check" size={18} />}
      </span>
      {photo.isFlagged && (
        <span className={styles.flag} aria-hidden="true">
          <Icon name="flag" size={14} />
        </span>
      )}
      <button
        type="button"
        className={styles.open}
        tabIndex={-1}
        aria-label={texts.open(place + 1)}
        title={texts.open(place + 1)}
        onClick={(event) => {
          event.stopPropagation();
          onOpen();
        }}
      >
        <Icon name="search" />
      </button>
    </div>
  );
}

/** Whether every photo of a sheet is shown, or known to be missing. */
function useLoaded(sheet: string, photos: number) {
  const [state, setState] = useState({ sheet, places: new Set<number>() });
  const places = state.sheet === sheet ? state.places : new Set<number>();
  return {
    isAll: places.size >= photos,
    note: (place: number) =>
      setState((last) => ({ sheet, places: new Set(last.sheet === sheet ? last.places : []).add(place) })),
  };
}
