// French. One word for each thing, so that later words stay the same:
//   label: l’étiquette (f.)        image: l’image (f.)          batch: le lot
//   tick: cocher                   unsure: incertain            none of these: Aucune
//   submit: envoyer                skip: passer                 flag: signaler, le signalement
//   annotate: annoter              refine: arbitrer, l’arbitrage review: relire, la relecture
//   exemplar: l’exemple            guideline: les consignes     ruling: la règle
//   lead: le responsable           expert: l’expert             release: la version publiée
//   settle: décider, régler        sheet: la planche            audit sample: l’échantillon d’audit
// Readers are addressed as "vous"; buttons stand in the infinitive. A space stands before : ; ? !.
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const french: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
