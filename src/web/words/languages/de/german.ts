// German. One word for each thing, so that later words stay the same:
//   label: das Label, die Labels          image: das Bild              batch: das Paket
//   tick: ankreuzen                       unsure: unsicher             none of these: Keins davon
//   submit: absenden                      skip: überspringen           flag: melden, die Meldung
//   annotate: labeln                      refine: klären, die Klärung  review: prüfen, die Prüfung
//   exemplar: das Beispiel                guideline: die Richtlinie    ruling: die Regel
//   lead: die Leitung                     expert: die Fachperson, die Fachleute
//   settle: entscheiden                   sheet: der Bogen             audit sample: die Kontrollstichprobe
// What is to be done stands in the infinitive ("Absenden"); where a person is meant, "Sie".
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const german: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
