import type { Overview } from "../../../contract/overview.ts";
import { countOf, formatCount } from "../../components/formatCount.ts";

/** What the lead should do now, or what everybody is waiting for. */
export interface NextStep {
  title: string;
  detail?: string;
  /** To be typed in a terminal. */
  command?: string;
  /** What the button to the page of releases says, where that is the place to go. */
  page?: "Create release" | "See releases";
}

/** Images on which annotators disagreed, and which no expert has refined yet. */
export const waitingForExpert = ({ images }: Pick<Overview, "images">) => images.toRefine - images.refined;

/**
 * @param project its name where commands must say which project is meant, because there are several
 */
export function nextStep(overview: Overview, project?: string): NextStep {
  const { images, people, overlap, labelCounts, release } = overview;
  const command = (words: string) =>
    `multilabelfy ${words}${project === undefined ? "" : ` --project ${quoted(project)}`}`;
  const having = (role: "annotator" | "expert") => people.filter(({ roles }) => roles.includes(role));
  const usable = images.total - images.failed;

  if (images.total === 0)
    return {
      title: "Import your images.",
      detail: "A folder with one folder per class, a flat folder, or a CSV or JSONL file that lists them.",
      command: command("import images FOLDER"),
    };
  if (images.proposed < usable)
    return {
      title: images.proposed === 0 ? "Propose labels." : waitFor(usable - images.proposed, "proposals"),
      detail: "A model ranks the labels of each image, so that people have something to choose from.",
      command: command("propose"),
    };
  if (having("annotator").length < overlap)
    return {
      title: `Invite ${countOf(overlap, "annotator")}, or more.`,
      detail: `Each image is annotated by ${countOf(overlap, "person", "people")}. The command prints a link to hand on.`,
      command: command("users add EMAIL --role annotator"),
    };
  if (!people.some(({ work }) => work.some(({ stage, total }) => stage === "annotate" && total > 0)))
    return {
      title: "Share out the images.",
      detail: `Each goes to ${countOf(overlap, "annotator")}, in batches.`,
      // As many batches as annotators: everyone gets the same share, and partners change from batch to batch.
      command: command(`assign --batches ${having("annotator").length}`),
    };

  const forAnnotators = Math.max(0, usable - images.annotated);
  const forExpert = waitingForExpert(overview);
  if (forExpert > 0 && having("expert").length === 0)
    return {
      title: `${waitFor(forExpert, "an expert").slice(0, -1)}, and nobody is one.`,
      detail: "The command prints a link to hand on.",
      command: command("users add EMAIL --role expert"),
    };
  if (forAnnotators > 0)
    return {
      title: waitFor(forAnnotators, "annotators"),
      detail:
        forExpert > 0
          ? `${formatCount(forExpert)} more can be refined by an expert already.`
          : "Nothing for you to do now.",
    };
  if (forExpert > 0) return { title: waitFor(forExpert, "an expert"), detail: "The annotators are done." };
  return {
    title: `All ${countOf(labelCounts.images, "image")} have final labels.`,
    ...(release?.isCurrent
      ? { detail: `Release ${release.number}, ${release.name}, holds them.`, page: "See releases" as const }
      : {
          detail: "Freeze them as a release, which can be cited and downloaded.",
          page: "Create release" as const,
        }),
  };
}

const waitFor = (images: number, whom: string) =>
  `${countOf(images, "image")} ${images === 1 ? "waits" : "wait"} for ${whom}.`;

/** As a POSIX shell reads it. */
const quoted = (word: string) => (/^[\w.-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`);
