import { annotate } from "./annotation/annotate.ts";
import { careful } from "./annotation/careful.ts";
import { contains } from "./annotation/contains.ts";
import { figures } from "./annotation/figures.ts";
import { keys } from "./annotation/keys.ts";
import { objects } from "./annotation/objects.ts";
import { qualification } from "./annotation/qualification.ts";
import { refinement } from "./annotation/refinement.ts";
import { review } from "./annotation/review.ts";
import { saving } from "./annotation/saving.ts";
import { severity } from "./annotation/severity.ts";
import { tutorial } from "./annotation/tutorial.ts";
import { vote } from "./annotation/vote.ts";
import { failures } from "./failures.ts";
import { exemplars } from "./labels/exemplars.ts";
import { labelChanges } from "./labels/labelChanges.ts";
import { labelSpace } from "./labels/labelSpace.ts";
import { labels } from "./labels/labels.ts";
import { numbers } from "./numbers.ts";
import { agreement } from "./outcome/agreement.ts";
import { audit } from "./outcome/audit.ts";
import { auditSample } from "./outcome/auditSample.ts";
import { disagreement } from "./outcome/disagreement.ts";
import { models } from "./outcome/models.ts";
import { releaseDiff } from "./outcome/releaseDiff.ts";
import { releases } from "./outcome/releases.ts";
import { rulingEffect } from "./outcome/rulingEffect.ts";
import { rulings } from "./outcome/rulings.ts";
import { account } from "./people/account.ts";
import { drift } from "./people/drift.ts";
import { entrance } from "./people/entrance.ts";
import { gold } from "./people/gold.ts";
import { language } from "./people/language.ts";
import { people } from "./people/people.ts";
import { roles } from "./people/roles.ts";
import { secondFactor } from "./people/secondFactor.ts";
import { security } from "./people/security.ts";
import { tokens } from "./people/tokens.ts";
import { webhooks } from "./people/webhooks.ts";
import { work } from "./people/work.ts";
import { addImages } from "./project/addImages.ts";
import { backups } from "./project/backups.ts";
import { batches } from "./project/batches.ts";
import { guideline } from "./project/guideline.ts";
import { history } from "./project/history.ts";
import { home } from "./project/home.ts";
import { imageMap } from "./project/imageMap.ts";
import { images } from "./project/images.ts";
import { importPlaces } from "./project/importPlaces.ts";
import { inbox } from "./project/inbox.ts";
import { jobs } from "./project/jobs.ts";
import { newProject } from "./project/newProject.ts";
import { overview } from "./project/overview.ts";
import { pace } from "./project/pace.ts";
import { pilot } from "./project/pilot.ts";
import { proposers } from "./project/proposers.ts";
import { settings } from "./project/settings.ts";
import { talk } from "./project/talk.ts";
import { shell } from "./shell.ts";
import { tables } from "./tables.ts";

/**
 * Every word that the pages show, by area: a text, or a function of what it mentions (counts, names) that gives the
 * text. Those that annotators and experts read stand in other languages in `languages`.
 */
export const words = {
  account,
  agreement,
  annotate,
  audit,
  auditSample,
  batches,
  careful,
  contains,
  disagreement,
  drift,
  entrance,
  exemplars,
  failures,
  figures,
  gold,
  guideline,
  history,
  addImages,
  home,
  newProject,
  imageMap,
  images,
  importPlaces,
  inbox,
  backups,
  jobs,
  keys,
  labelChanges,
  labelSpace,
  labels,
  language,
  models,
  numbers,
  objects,
  overview,
  pace,
  people,
  secondFactor,
  security,
  pilot,
  proposers,
  qualification,
  refinement,
  releaseDiff,
  releases,
  review,
  roles,
  rulingEffect,
  rulings,
  saving,
  settings,
  severity,
  shell,
  tables,
  talk,
  tokens,
  tutorial,
  vote,
  webhooks,
  work,
};
