import { type ReactNode, type RefObject, useMemo, useRef } from "react";
import type { LabelWithExemplars } from "../../contract/labels/labelSpace.ts";
import { isOffered } from "../client/queries/labelSpace.ts";
import { Icon } from "../components/Icon.tsx";
import { useEachTimeBeforePaint } from "../components/useEachTime.ts";
import { KeyCap } from "../keys/KeyCap.tsx";
import type { Key } from "../keys/key.ts";
import { words } from "../words/words.ts";
import { ActionBar, SubmitButton } from "./ActionBar.tsx";
import { CommentBox } from "./CommentBox.tsx";
import { CardList } from "./cards/CardList.tsx";
import { Chips } from "./cards/Chips.tsx";
import { ContactSheet } from "./cards/ContactSheet.tsx";
import { classes } from "./cards/classes.ts";
import { GroupTabs } from "./cards/GroupTabs.tsx";
import { useStacked } from "./cards/useStacked.ts";
import { ImageStage } from "./image/ImageStage.tsx";
import { SeenMap } from "./image/SeenMap.tsx";
import { RefinementPanel } from "./RefinementPanel.tsx";
import { Spoken } from "./Spoken.tsx";
import { type AnnotationCard, differsFrom, groupsOf, labelsToExplain } from "./state/annotationState.ts";
import type { ImageWork } from "./state/imageWork.ts";
import { isReadOnly, type Work } from "./state/works.ts";
import type { PageCommands } from "./useCommands.ts";
import { WorkMessages } from "./WorkMessages.tsx";
import styles from "./WorkView.module.css";

interface Props {
  work: Work;
  annotation: ImageWork;
  page: PageCommands;
  labels: ReadonlyMap<number, LabelWithExemplars>;
  keys: ReadonlyMap<string, Key>;
  list: RefObject<HTMLDivElement | null>;
  comment: RefObject<HTMLTextAreaElement | null>;
  /** A card's remark on its label, in place of the synonyms. */
  remark?: (label: number) => ReactNode;
  /** Whether a refusal is shown above: one message at a time. */
  isRefused?: boolean;
}

/** One image and its cards: side by side, or stacked if there is no room. */
export function WorkView({ work, annotation, page, labels, keys, list, comment, remark, isRefused }: Props) {
  const stacked = useStacked();
  const image = useRef<HTMLElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const beside = useRef<HTMLDivElement>(null);
  const { view, annotation: state } = work;
  const { commands } = page;
  const readOnly = isReadOnly(work);
  const focused = state.cards[state.focus];
  const reveals = view.refinement?.hidden ?? false;
  const slot = state.focus - (groupsOf(state)[state.group]?.from ?? 0);
  const sheetLabel = focused && labels.get(focused.label);

  // The scroll position of one image or group does not carry over: the likeliest labels are at the top.
  useEachTimeBeforePaint(`${view.id} ${state.group}`, () => {
    for (const place of [scroller, beside, list]) if (place.current) place.current.scrollTop = 0;
    const chosen = list.current?.querySelector('[data-face][tabindex="0"]');
    chosen?.scrollIntoView({ block: "nearest" });
  });

  const answer = (
    <div ref={beside} className={styles.answer}>
      <Chips annotation={state} labels={labels} readOnly={readOnly} onChange={commands.change} />
      <RefinementPanel
        view={view}
        cards={state.cards}
        labels={labels}
        takes={[...keys.values()].filter((key) => key.id.startsWith("take"))}
        readOnly={readOnly}
      />
      <CommentBox
        box={comment}
        text={state.comment}
        expected={differsFrom(labelsToExplain(view), state)}
        missing={annotation.commentAsked !== null}
        readOnly={readOnly}
        commentKey={keys.get("comment")}
        onChange={(text) => commands.change({ kind: "comment", text })}
      />
    </div>
  );
  const offered = useMemo(() => [...labels.values()].filter(isOffered).length, [labels]);
  const actions = (
    <ActionBar
      keys={keys}
      none={view.ballot ? null : state.noneOfThese}
      flag={state.flag}
      readOnly={readOnly}
      canUndo={annotation.steps.length > 0}
      hasPrevious={view.previous !== null}
      hasNext={view.next !== null}
      reveals={reveals}
      withSubmit={!stacked}
    />
  );
  const tabs =
    view.ballot && view.closed ? (
      <BallotCount cards={state.cards} />
    ) : (
      <GroupTabs
        annotation={state}
        shownMs={(label) => annotation.clocks?.shown.shownMs(label) ?? 0}
        shownAfterMs={view.shownAfterMs}
        keys={[1, 2, 3, 4].flatMap((group) => keys.get(`group${group}`) ?? [])}
        onOpen={(group) => commands.change({ kind: "open", group })}
      />
    );

  return (
    <main className={styles.main}>
      <Spoken image={view.id} annotation={state} labels={labels} />
      <section ref={image} className={styles.left} aria-label={words.annotate.image}>
        <ImageStage
          image={view.image}
          originalKey={keys.get("original")}
          onOriginal={commands.original}
          seenKey={keys.get("seen")}
          overlay={
            page.isSeen &&
            focused && <SeenMap assignment={view} label={focused.label} name={sheetLabel?.name} />
          }
        />
        {!stacked && answer}
      </section>
      <section className={styles.right} aria-label={words.annotate.labels}>
        {!stacked && (
          <div className={classes(styles.top, view.mustSearch && styles.searched)}>
            {tabs}
            {!view.closed && (
              <SearchButton searchKey={keys.get("search")} count={offered} disabled={readOnly} />
            )}
          </div>
        )}
        {!isRefused && <WorkMessages work={work} message={annotation.message} labels={labels} page={page} />}
        <div ref={scroller} className={styles.scroll}>
          {view.asksMain && <p className={styles.task}>{words.annotate.objectsTask}</p>}
          <CardList
            list={list}
            work={work}
            labels={labels}
            remark={remark}
            keys={keys}
            onChange={commands.change}
            onDecide={commands.decide}
            onExemplar={(_, exemplar) => page.openSheet(exemplar)}
            onDifferences={commands.differences}
            onKin={commands.kin}
            onRulings={commands.rulings}
          />
          {stacked && (
            <>
              {!view.closed && (
                <div className={styles.find}>
                  <SearchButton searchKey={keys.get("search")} count={offered} disabled={readOnly} />
                </div>
              )}
              {answer}
            </>
          )}
        </div>
        {!stacked && actions}
        {page.open === "sheet" && sheetLabel && (
          <ContactSheet
            label={sheetLabel}
            ticked={focused.answer === "yes"}
            readOnly={readOnly}
            shown={page.exemplar}
            onShow={page.openSheet}
            beside={image}
            toggleKey={view.ballot ? undefined : keys.get(`toggle${slot + 1}`)}
            sheetKey={keys.get("sheet")}
            kinKey={keys.get("kin")}
            onClose={page.close}
          />
        )}
      </section>
      {stacked && (
        <div className={styles.bottom}>
          {actions}
          <div className={styles.groups}>
            {tabs}
            <SubmitButton keys={keys} readOnly={readOnly} reveals={reveals} />
          </div>
        </div>
      )}
    </main>
  );
}

/** How many of the labels in the vote have been answered. */
const BallotCount = ({ cards }: { cards: readonly AnnotationCard[] }) => (
  <p className={styles.ballot} role="status">
    {words.vote.answered(cards.filter(({ answer }) => answer !== null).length, cards.length)}
  </p>
);

interface SearchProps {
  searchKey: Key | undefined;
  count: number;
  disabled: boolean;
}

function SearchButton({ searchKey, count, disabled }: SearchProps) {
  const name = words.exemplars.search.all(count);
  return (
    <button
      type="button"
      className={styles.search}
      aria-label={name}
      disabled={disabled}
      onClick={searchKey?.action}
    >
      <Icon name="search" />
      <span>{name}</span>
      <KeyCap value={searchKey} />
    </button>
  );
}
