import type { Migration } from "kysely/migration";
import { start } from "./migrations/20261121Start.ts";
import { scoreImport } from "./migrations/20261122ScoreImport.ts";
import { eventOfProject } from "./migrations/20261123EventOfProject.ts";
import { exemplars } from "./migrations/20261123Exemplars.ts";
import { gold } from "./migrations/20261123Gold.ts";
import { guideline } from "./migrations/20261123Guideline.ts";
import { imageList } from "./migrations/20261123ImageList.ts";
import { people } from "./migrations/20261123People.ts";
import { teamWork } from "./migrations/20261123TeamWork.ts";
import { theNoLabelReview } from "./migrations/20261123TheNoLabelReview.ts";
import { theRulesOfCareful } from "./migrations/20261123TheRulesOfCareful.ts";
import { tutorial } from "./migrations/20261123Tutorial.ts";
import { eventTransaction } from "./migrations/20261124EventTransaction.ts";
import { rulings } from "./migrations/20261124Rulings.ts";
import { workInOrder } from "./migrations/20261124WorkInOrder.ts";
import { qualification } from "./migrations/20261125Qualification.ts";
import { inOrderOfKeys } from "./migrations/20261126InOrderOfKeys.ts";
import { thePilot } from "./migrations/20261126ThePilot.ts";
import { chance } from "./migrations/20261129Chance.ts";
import { confusions } from "./migrations/20261129Confusions.ts";
import { labelNotes } from "./migrations/20261129LabelNotes.ts";
import { whichImport } from "./migrations/20261129WhichImport.ts";
import { links } from "./migrations/20261130Links.ts";
import { waitingForExpertIndex } from "./migrations/20261130WaitingForExpert.ts";
import { secondFactor } from "./migrations/20261201SecondFactor.ts";
import { annotatedImages } from "./migrations/20261202AnnotatedImages.ts";
import { failedTries } from "./migrations/20261202FailedTries.ts";
import { followedEvents } from "./migrations/20261202FollowedEvents.ts";
import { embeddings } from "./migrations/20261203Embeddings.ts";
import { liveLabels } from "./migrations/20261203LiveLabels.ts";
import { auditMarks } from "./migrations/20261204AuditMarks.ts";
import { objects } from "./migrations/20261206Objects.ts";
import { sheets } from "./migrations/20261207Sheets.ts";
import { settledVotes } from "./migrations/20261208Settled.ts";
import { releasedObjects } from "./migrations/20261209ReleasedObjects.ts";
import { objectsWaiting } from "./migrations/20261210ObjectsWaiting.ts";
import { auditSample } from "./migrations/20261211AuditSample.ts";
import { severity } from "./migrations/20261211Severity.ts";
import { sheetFlags } from "./migrations/20261212SheetFlags.ts";
import { auditAnswers } from "./migrations/20261213AuditAnswers.ts";
import { earlyEndings } from "./migrations/20261213EarlyEndings.ts";
import { repeats } from "./migrations/20261214Repeats.ts";
import { rulingsApplied } from "./migrations/20261215RulingsApplied.ts";
import { workCounts } from "./migrations/20261216WorkCounts.ts";
import { inbox } from "./migrations/20261217Inbox.ts";
import { askedLabels } from "./migrations/20261218AskedLabels.ts";
import { answeredBefore } from "./migrations/20261219AnsweredBefore.ts";
import { accessTokens } from "./migrations/20261220AccessTokens.ts";
import { leftOut } from "./migrations/20261221LeftOut.ts";
import { labelMaps } from "./migrations/20261222LabelMaps.ts";
import { projectMakers } from "./migrations/20261224ProjectMakers.ts";
import { jobs } from "./migrations/20261225Jobs.ts";
import { manyServers } from "./migrations/20261226ManyServers.ts";
import { leanImages } from "./migrations/20261227LeanImages.ts";
import { leftOutByLead } from "./migrations/20261227LeftOutByLead.ts";
import { webhooks } from "./migrations/20261228Webhooks.ts";
import { trials } from "./migrations/20261229Trials.ts";
import { jobTakers } from "./migrations/20261230JobTakers.ts";
import { personLanguage } from "./migrations/20261231Languages.ts";
import { talk } from "./migrations/20261231Talk.ts";
import { labelNames } from "./migrations/20270101LabelNames.ts";

/** Every change of the tables, by name, in the order in which they were made. */
export const listMigrations = (dialect: "sqlite" | "postgres"): Record<string, Migration> => ({
  "2026-11-21-start": start(dialect),
  "2026-11-22-score-import": scoreImport(),
  "2026-11-23-people": people(),
  "2026-11-23-exemplars": exemplars(),
  "2026-11-23-team-work": teamWork(),
  "2026-11-23-event-of-project": eventOfProject(),
  "2026-11-23-the-rules-of-careful": theRulesOfCareful(),
  "2026-11-23-the-no-label-review": theNoLabelReview(),
  "2026-11-23-image-list": imageList(),
  "2026-11-23-guideline": guideline(),
  "2026-11-23-gold": gold(),
  "2026-11-23-tutorial": tutorial(),
  "2026-11-24-event-transaction": eventTransaction(dialect),
  "2026-11-24-rulings": rulings(),
  "2026-11-24-work-in-order": workInOrder(),
  "2026-11-25-qualification": qualification(),
  "2026-11-26-in-order-of-keys": inOrderOfKeys(dialect),
  "2026-11-26-the-pilot": thePilot(),
  "2026-11-29-chance": chance(),
  "2026-11-29-confusions": confusions(),
  "2026-11-29-label-notes": labelNotes(),
  "2026-11-29-which-import": whichImport(),
  "2026-11-30-links": links(),
  "2026-11-30-waiting-for-expert": waitingForExpertIndex(dialect),
  "2026-12-01-second-factor": secondFactor(dialect),
  "2026-12-02-annotated-images": annotatedImages(dialect),
  "2026-12-02-failed-tries": failedTries(),
  "2026-12-02-followed-events": followedEvents(dialect),
  "2026-12-03-embeddings": embeddings(dialect),
  "2026-12-03-live-labels": liveLabels(),
  "2026-12-04-audit-marks": auditMarks(),
  "2026-12-06-objects": objects(),
  "2026-12-07-sheets": sheets(),
  "2026-12-08-settled": settledVotes(),
  "2026-12-09-released-objects": releasedObjects(),
  "2026-12-10-objects-waiting": objectsWaiting(dialect),
  "2026-12-11-audit-sample": auditSample(),
  "2026-12-11-severity": severity(),
  "2026-12-12-sheet-flags": sheetFlags(),
  "2026-12-13-audit-answers": auditAnswers(),
  "2026-12-13-early-endings": earlyEndings(),
  "2026-12-14-repeats": repeats(),
  "2026-12-15-rulings-applied": rulingsApplied(),
  "2026-12-16-work-counts": workCounts(dialect),
  "2026-12-17-inbox": inbox(),
  "2026-12-18-asked-labels": askedLabels,
  "2026-12-19-answered-before": answeredBefore(),
  "2026-12-20-access-tokens": accessTokens(),
  "2026-12-21-left-out": leftOut(),
  "2026-12-22-label-maps": labelMaps(dialect),
  "2026-12-24-project-makers": projectMakers(),
  "2026-12-25-jobs": jobs(),
  "2026-12-26-many-servers": manyServers(),
  "2026-12-27-lean-images": leanImages(),
  "2026-12-27-left-out-by-lead": leftOutByLead(),
  "2026-12-28-webhooks": webhooks(dialect),
  "2026-12-29-trials": trials(),
  "2026-12-30-job-takers": jobTakers(),
  "2026-12-31-person-language": personLanguage(),
  "2026-12-31-talk": talk(),
  "2027-01-01-label-names": labelNames(),
});
