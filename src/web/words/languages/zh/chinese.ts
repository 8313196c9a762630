// Chinese, in simplified characters. One word for each thing, so that later words stay the same:
//   label: 标签              image: 图片（张）   batch: 批次
//   tick: 勾选               unsure: 不确定      none of these: 以上都不是
//   submit: 提交             skip: 跳过          flag: 上报
//   annotate: 标注           refine: 复核        review: 审查
//   exemplar: 示例           guideline: 规范     ruling: 裁定
//   lead: 负责人             expert: 专家        annotator: 标注员
//   settle: 决定             sheet: 图版         audit sample: 审计样本
// Readers are addressed as 你; full-width punctuation, a space between Chinese and digits or Latin letters.
import type { Translation } from "../translation.ts";
import { annotate } from "./annotate.ts";
import { auditSample, careful, refinement, review, rulingEffect, rulings, severity } from "./experts.ts";
import * as pages from "./pages.ts";
import { talk } from "./talk.ts";
import { contains, exemplars, keys, qualification, saving, vote } from "./tasks.ts";
import { tutorial } from "./tutorial.ts";

const { imagesPage: images, ...others } = pages;

export const chinese: Translation = {
  ...others,
  ...{ annotate, auditSample, careful, contains, exemplars, images, keys, qualification },
  ...{ refinement, review, rulingEffect, rulings, saving, severity, talk, tutorial, vote },
};
