import { account } from "./account.ts";
import { agreement } from "./agreement.ts";
import { batches } from "./batches.ts";
import { careful } from "./careful.ts";
import { entrance } from "./entrance.ts";
import { exemplars } from "./exemplars.ts";
import { figures } from "./figures.ts";
import { gold } from "./gold.ts";
import { guideline } from "./guideline.ts";
import { images } from "./images.ts";
import { keys } from "./keys.ts";
import { labels } from "./labels.ts";
import { models } from "./models.ts";
import { pace } from "./pace.ts";
import { people } from "./people.ts";
import { releaseDiff } from "./releaseDiff.ts";
import { review } from "./review.ts";
import { saving } from "./saving.ts";
import { settings } from "./settings.ts";

/**
 * Every word that the pages show, by area: a text, or a function of what it mentions (counts, names) that gives the
 * text. Another language is a second object of this shape.
 */
export const words = {
  account,
  agreement,
  batches,
  careful,
  entrance,
  exemplars,
  figures,
  gold,
  guideline,
  images,
  keys,
  labels,
  models,
  pace,
  people,
  releaseDiff,
  review,
  saving,
  settings,
};
