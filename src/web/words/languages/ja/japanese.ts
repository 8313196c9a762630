// Japanese. One word for each thing, so that later words stay the same:
//   label: ラベル            image: 画像（枚）      batch: バッチ
//   tick: 選択               unsure: 自信なし       none of these: 該当なし
//   submit: 送信             skip: スキップ         flag: 報告
//   annotate: ラベル付け     refine: 精査           review: レビュー
//   exemplar: 見本           guideline: ガイドライン ruling: 裁定
//   lead: 責任者             expert: 専門家         annotator: 作業者
//   settle: 決める、決定     sheet: シート          audit sample: 監査サンプル
// Sentences in です・ます, buttons in nouns; full-width punctuation, no space beside Latin letters.
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const japanese: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
