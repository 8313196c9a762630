import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../../contract/project/overview.ts";
import type { ImageStatus } from "../../../../core/images/imageStatus.ts";
import { Bar, type BarColour } from "../../../components/figures/Bar.tsx";
import { formatCount } from "../../../components/format/formatCount.ts";
import { formatShare, shareOf } from "../../../components/format/formatShare.ts";
import { useProject } from "../../../components/shell/useProject.ts";
import { words } from "../../../words/words.ts";
import { waitingForExpert } from "./nextStep.ts";
import styles from "./Pipeline.module.css";

const texts = words.overview.pipeline;
const { noneYet } = words.numbers;

interface Step {
  name: string;
  count: number;
  parts: { count: number; colour?: BarColour }[];
  total: number;
  note: string;
  /** Which images it counts, if they share a status. */
  status?: ImageStatus;
}

/** "PNASNet-5-Large + 9 others, top 5 of each". */
function proposerText({ name, others, how, k }: NonNullable<Overview["proposer"]>): string {
  const models = others === 0 ? name : texts.models(name, others);
  return how === "union" ? texts.topOfEach(models, k) : texts.top(models, k);
}

function stepsOf(overview: Overview): Step[] {
  const { images, review, overlap, proposer, labelCounts } = overview;
  return [
    {
      name: texts.images,
      count: images.total,
      parts: [
        { count: images.total - images.failed, colour: "ok" },
        { count: images.failed, colour: "warn" },
      ],
      total: images.total,
      note: [
        images.total === 0
          ? noneYet
          : images.failed === 0
            ? texts.allReadable
            : texts.notReadable(images.failed),
        ...(images.leftOut > 0 ? [texts.leftOut(images.leftOut)] : []),
        ...(images.leftOutByLead > 0 ? [texts.leftOutByLead(images.leftOutByLead)] : []),
      ].join("; "),
    },
    {
      name: texts.proposed,
      count: images.proposed,
      parts: [{ count: images.proposed, colour: "ok" }],
      total: images.total,
      note: proposer ? proposerText(proposer) : images.proposed > 0 ? texts.byNoModel : texts.noModel,
    },
    {
      name: texts.annotated(overlap),
      count: images.annotated,
      parts: [{ count: images.annotated }, { count: images.annotatedOnce, colour: "warn" }],
      total: images.total,
      note:
        images.annotatedOnce === 0
          ? texts.outOf(images.total)
          : (overlap === 2 ? texts.once : texts.begun)(images.annotatedOnce),
    },
    {
      name: texts.agreed,
      status: "agreed",
      count: images.agreed,
      parts: [{ count: images.agreed, colour: "ok" }],
      total: images.annotated,
      note: formatShare(shareOf(images.agreed, images.annotated)),
    },
    {
      name: texts.toRefine,
      status: "to-refine",
      count: waitingForExpert(overview),
      parts: [{ count: images.refined }],
      total: images.toRefine,
      note: images.toRefine === 0 ? noneYet : texts.refined(images.refined, images.toRefine),
    },
    {
      name: texts.noLabel,
      status: "no-label",
      count: images.noLabel,
      parts: [{ count: images.noLabel, colour: "warn" }],
      total: labelCounts.images,
      note:
        labelCounts.images === 0
          ? noneYet
          : review && review.images > 0
            ? texts.reviewed(review.reviewed, review.images)
            : texts.ofFinal(labelCounts.images),
    },
  ];
}

/** An image's path through the stages, with how many images got how far. */
export function Pipeline({ overview }: { overview: Overview }) {
  const project = useProject();
  return (
    <ol className={styles.pipeline} aria-label={texts.label}>
      {stepsOf(overview).map(({ name, count, parts, total, note, status }) => (
        <li key={name} className={styles.step}>
          <span className={styles.name}>
            {status ? (
              <Link to="/p/$project/images" params={{ project: project.id }} search={{ status }}>
                {name}
              </Link>
            ) : name === texts.images ? (
              <Link to="/p/$project/images" params={{ project: project.id }}>
                {name}
              </Link>
            ) : (
              name
            )}
          </span>
          <strong className={styles.count}>{formatCount(count)}</strong>
          <Bar parts={parts} total={total} />
          <span className={styles.note}>{note}</span>
        </li>
      ))}
    </ol>
  );
}
