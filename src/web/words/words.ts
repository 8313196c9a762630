import { account } from "./account.ts";
import { agreement } from "./agreement.ts";
import { annotate } from "./annotate.ts";
import { audit } from "./audit.ts";
import { auditSample } from "./auditSample.ts";
import { batches } from "./batches.ts";
import { careful } from "./careful.ts";
import { contains } from "./contains.ts";
import { disagreement } from "./disagreement.ts";
import { drift } from "./drift.ts";
import { entrance } from "./entrance.ts";
import { exemplars } from "./exemplars.ts";
import { failures } from "./failures.ts";
import { figures } from "./figures.ts";
import { gold } from "./gold.ts";
import { guideline } from "./guideline.ts";
import { home } from "./home.ts";
import { images } from "./images.ts";
import { keys } from "./keys.ts";
import { labelChanges } from "./labelChanges.ts";
import { labelSpace } from "./labelSpace.ts";
import { labels } from "./labels.ts";
import { models } from "./models.ts";
import { numbers } from "./numbers.ts";
import { objects } from "./objects.ts";
import { overview } from "./overview.ts";
import { pace } from "./pace.ts";
import { people } from "./people.ts";
import { pilot } from "./pilot.ts";
import { proposers } from "./proposers.ts";
import { qualification } from "./qualification.ts";
import { refinement } from "./refinement.ts";
import { releaseDiff } from "./releaseDiff.ts";
import { releases } from "./releases.ts";
import { review } from "./review.ts";
import { roles } from "./roles.ts";
import { rulingEffect } from "./rulingEffect.ts";
import { rulings } from "./rulings.ts";
import { saving } from "./saving.ts";
import { secondFactor } from "./secondFactor.ts";
import { security } from "./security.ts";
import { settings } from "./settings.ts";
import { severity } from "./severity.ts";
import { shell } from "./shell.ts";
import { tutorial } from "./tutorial.ts";
import { vote } from "./vote.ts";
import { work } from "./work.ts";

/**
 * Every word that the pages show, by area: a text, or a function of what it mentions (counts, names) that gives the
 * text. Another language is a second object of this shape.
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
  home,
  images,
  keys,
  labelChanges,
  labelSpace,
  labels,
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
  tutorial,
  vote,
  work,
};
