import type { Overview } from "../../../../contract/project/overview.ts";
import { rulesOf } from "../../../../core/stages/rulesOf.ts";
import { words } from "../../../words/words.ts";

const texts = words.overview.nextStep;

type Place =
  | "/p/$project/releases"
  | "/p/$project/people"
  | "/p/$project/batches"
  | "/p/$project/batches/pilot"
  | "/p/$project/no-label"
  | "/p/$project/sheets"
  | "/p/$project/images/add";

/** What the lead should do now, or what everybody is waiting for. */
export interface NextStep {
  title: string;
  detail?: string;
  /** To be typed in a terminal, without the program's name; for what needs files on the server's machine. */
  command?: string;
  /** What can be started with a button. */
  job?: "propose";
  /** The page where it is done, and the text of the button that leads there. */
  go?: { to: Place; text: string };
}

/** Number of images that annotators disagreed on and no expert has refined yet. */
export const waitingForExpert = ({ images }: Pick<Overview, "images">) => images.toRefine - images.refined;

export function nextStep(overview: Overview): NextStep {
  const { images, review, people, overlap, labelCounts, release } = overview;
  const having = (role: "annotator" | "expert") => people.filter(({ roles }) => roles.includes(role));
  const usable = images.total - images.failed;

  if (images.total === 0)
    return {
      title: texts.importImages,
      detail: texts.importImagesText,
      command: "import images FOLDER",
      go: { to: "/p/$project/images/add", text: texts.goAddImages },
    };
  if (images.proposed < usable)
    return {
      title: images.proposed === 0 ? texts.propose : texts.waitForProposals(usable - images.proposed),
      detail: texts.proposeText,
      job: "propose",
    };
  if (having("annotator").length < overlap)
    return {
      title: texts.invite(overlap),
      detail: texts.inviteText(overlap),
      go: { to: "/p/$project/people", text: texts.goInvite },
    };
  if (overview.pilot) {
    const { done, total } = overview.pilot;
    const go = { to: "/p/$project/batches/pilot", text: texts.goPilot } as const;
    return done < total
      ? { title: texts.pilotRuns(done, total), detail: texts.pilotRunsText, go }
      : { title: texts.pilotDone, detail: texts.pilotDoneText, go };
  }
  const sheets = overview.candidates && beforeCandidates(overview.candidates);
  if (sheets) return sheets;
  if (
    overview.openingMode === "batches" &&
    !people.some(({ work }) =>
      work.some(({ stage, total }) => rulesOf(stage).answers === "compared" && total > 0),
    )
  )
    return {
      title: texts.shareOut,
      detail: texts.shareOutText(overlap),
      go: { to: "/p/$project/batches", text: texts.goShareOut },
    };

  const forAnnotators = Math.max(0, usable - images.annotated);
  const forExpert = waitingForExpert(overview);
  if (forExpert > 0 && having("expert").length === 0)
    return {
      title: texts.noExpert(forExpert),
      detail: texts.noExpertText,
      go: { to: "/p/$project/people", text: texts.goInvite },
    };
  if (forAnnotators > 0)
    return {
      title: texts.waitForAnnotators(forAnnotators),
      detail:
        forExpert > 0
          ? texts.expertCanBegin(forExpert)
          : overview.openingMode === "pull" && forAnnotators === usable
            ? texts.oneByOne
            : texts.nothingToDo,
    };
  if (forExpert > 0) return { title: texts.waitForExpert(forExpert), detail: texts.annotatorsAreDone };
  const forReview = review ? review.images - review.reviewed : 0;
  const also = forReview > 0 ? ` ${texts.waitForReview(forReview)}` : "";
  return {
    title: texts.allFinal(labelCounts.images),
    ...(release?.isCurrent
      ? {
          detail: texts.releaseHolds(release.number, release.name) + also,
          go: { to: "/p/$project/releases", text: texts.seeReleases },
        }
      : { detail: texts.freeze + also, go: { to: "/p/$project/releases", text: texts.createRelease } }),
  };
}

/** The next step until images have candidates for marking their objects. */
function beforeCandidates({
  images,
  sheets,
  answers,
  expected,
}: NonNullable<Overview["candidates"]>): NextStep | undefined {
  if (images > 0) return undefined;
  const go = (text: string) => ({ go: { to: "/p/$project/sheets", text } as const });
  if (sheets === 0)
    return { title: texts.makeSheets, detail: texts.makeSheetsText, ...go(texts.goMakeSheets) };
  return answers < expected
    ? { title: texts.sheetsRun(answers, expected), detail: texts.sheetsRunText, ...go(texts.goSheets) }
    : { title: texts.giveCandidates, detail: texts.giveCandidatesText, ...go(texts.goGiveCandidates) };
}
