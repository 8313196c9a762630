import { Link } from "@tanstack/react-router";
import type { Overview } from "../../../contract/overview.ts";
import type { ImageStatus } from "../../../core/imageStatus.ts";
import { Bar, type BarColour } from "../../components/Bar.tsx";
import { countOf, formatCount } from "../../components/formatCount.ts";
import { formatShare, shareOf } from "../../components/formatShare.ts";
import { useProject } from "../../components/useProject.ts";
import { waitingForExpert } from "./nextStep.ts";
import styles from "./Pipeline.module.css";

interface Step {
  name: string;
  count: number;
  parts: { count: number; colour?: BarColour }[];
  of: number;
  note: string;
  /** Which images it counts, where that is a state. */
  status?: ImageStatus;
}

/** "PNASNet-5-Large + 9 others, top 5 of each". */
function proposerText({ name, others, how, k }: NonNullable<Overview["proposer"]>): string {
  const models = others === 0 ? name : `${name} + ${countOf(others, "other")}`;
  return `${models}, top ${k}${how === "union" ? " of each" : ""}`;
}

const times = (overlap: number) => (overlap === 1 ? "" : overlap === 2 ? " twice" : ` ${overlap} times`);

function stepsOf(overview: Overview): Step[] {
  const { images, overlap, proposer, labelCounts } = overview;
  return [
    {
      name: "Images",
      count: images.total,
      parts: [
        { count: images.total - images.failed, colour: "ok" },
        { count: images.failed, colour: "warn" },
      ],
      of: images.total,
      note:
        images.total === 0
          ? "none yet"
          : images.failed === 0
            ? "all readable"
            : `${formatCount(images.failed)} not readable`,
    },
    {
      name: "Proposed",
      count: images.proposed,
      parts: [{ count: images.proposed, colour: "ok" }],
      of: images.total,
      note: proposer ? proposerText(proposer) : "no model yet",
    },
    {
      name: `Annotated${times(overlap)}`,
      count: images.annotated,
      parts: [{ count: images.annotated }, { count: images.annotatedOnce, colour: "warn" }],
      of: images.total,
      note:
        images.annotatedOnce === 0
          ? `of ${formatCount(images.total)}`
          : `${formatCount(images.annotatedOnce)} ${overlap === 2 ? "once" : "begun"}`,
    },
    {
      name: "Agreed",
      status: "agreed",
      count: images.agreed,
      parts: [{ count: images.agreed, colour: "ok" }],
      of: images.annotated,
      note: formatShare(shareOf(images.agreed, images.annotated)),
    },
    {
      name: "To refine",
      status: "to-refine",
      count: waitingForExpert(overview),
      parts: [{ count: images.refined }],
      of: images.toRefine,
      note:
        images.toRefine === 0
          ? "none yet"
          : `${formatCount(images.refined)} of ${formatCount(images.toRefine)} refined`,
    },
    {
      name: "No label",
      status: "no-label",
      count: images.noLabel,
      parts: [{ count: images.noLabel, colour: "warn" }],
      of: labelCounts.images,
      note: labelCounts.images === 0 ? "none yet" : `of ${formatCount(labelCounts.images)} final`,
    },
  ];
}

/** The way of an image, with how many have come how far. */
export function Pipeline({ overview }: { overview: Overview }) {
  const project = useProject();
  return (
    <ol className={styles.pipeline} aria-label="How far the images are">
      {stepsOf(overview).map(({ name, count, parts, of, note, status }) => (
        <li key={name} className={styles.step}>
          <span className={styles.name}>
            {status ? (
              <Link to="/p/$project/images" params={{ project: project.id }} search={{ status }}>
                {name}
              </Link>
            ) : name === "Images" ? (
              <Link to="/p/$project/images" params={{ project: project.id }}>
                {name}
              </Link>
            ) : (
              name
            )}
          </span>
          <strong className={styles.count}>{formatCount(count)}</strong>
          <Bar parts={parts} of={of} />
          <span className={styles.note}>{note}</span>
        </li>
      ))}
    </ol>
  );
}
