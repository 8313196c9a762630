// Spanish. One word for each thing, so that later words stay the same:
//   label: la etiqueta            image: la imagen            batch: el lote
//   tick: marcar                  unsure: dudosa              none of these: Ninguna
//   submit: enviar                skip: omitir                flag: avisar, el aviso
//   annotate: anotar              refine: arbitrar, el arbitraje  review: revisar, la revisión
//   exemplar: el ejemplo          guideline: la guía          ruling: la regla
//   lead: la dirección            expert: el experto          release: la versión publicada
//   settle: decidir               sheet: la lámina            audit sample: la muestra de auditoría
// Readers are addressed as "tú"; buttons stand in the infinitive.
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const spanish: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
