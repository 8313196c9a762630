import type { Translation } from "../translation.ts";
import { count, images } from "./numbers.ts";

const marked = (name: string) => `「${name}」`;
const originalOf = (several: boolean) => (several ? "元のラベルの1つ" : "元のラベル");
const about = (labels: string) => (labels === "" ? "" : `：${labels}`);

export const careful: Translation["careful"] = {
  yes: "はい",
  no: "いいえ",
  decisionOn: (name) => `：${name}`,
  undecided: "未決定。",
  yesKey: "質問のあるカードに「はい」",
  noKey: "質問のあるカードに「いいえ」",
  questionGroup: () => "質問",
  foundGroup: "見つかったもの",
  question: (names) => `この画像について、もう1つ質問があります。次のものが写っていますか？ ${names}`,
  questions: (names) => `この画像について、もういくつか質問があります。次のものが写っていますか？ ${names}`,
  answerWith: "「はい」か「いいえ」で答えてから送信してください。分からなければスキップしてください。",
  undecidedQuestion: (names) =>
    `まず「はい」か「いいえ」で答えてください。次のものが写っていますか？ ${names}`,
  undecidedLabels: "まず、意見の分かれたラベルを1つずつ、残すか外すか「はい」「いいえ」で決めてください。",
  allGroups: "この画像では、送信する前にすべてのグループを確認してください。",
  revealed: "元のラベルとスコアが表示されました。必要なら変更してから送信してください。",
  notRevealed:
    "接続がないため、元のラベルを表示できません。決めた内容は保存されています。そのまま進むには、もう一度送信してください。",
  fromBlank: "この画像は白紙から始まります。ほかの人の回答は見えません。初めて見るつもりで判断してください。",
  hidden: "元のラベルとスコアは、判断の後に表示されます。",
  decided: (done, total) => `意見の分かれたラベル${count(total)}件のうち${count(done)}件を決定`,
  reveal: "元のラベルを表示",
  why: (keeps, name) => `${marked(name)}を${keeps ? "残す" : "外す"}理由は？`,
  reasonsToKeep: {
    "I see it in the image": "画像に写っている",
    "The definition covers it": "定義に当てはまる",
    "The guideline asks for it": "ガイドラインで求められている",
    "The exemplars look like it": "見本に似ている",
  },
  reasonsToRemove: {
    "It is not in the image": "画像に写っていない",
    "Another label fits better": "別のラベルのほうが合う",
    "The guideline rules it out": "ガイドラインで除かれている",
    "The exemplars look different": "見本と違う",
  },
};

export const refinement: Translation["refinement"] = {
  label: "精査",
  answer: (who) => `${who}の回答`,
  why: "この画像がここにある理由",
  whyChanged: "回答を変更しました。理由は？",
  reasonsToChange: {
    "I see what was not ticked": "選択されていないものが見える",
    "What was ticked is not there": "選択されたものがない",
    "Another label fits better": "別のラベルのほうが合う",
    "The guideline decides it": "ガイドラインによる",
  },
  ticked: {
    title: (value) => `${count(value)}件のラベルをこのまま送信しますか？`,
    text: "最初から選択されていたもので、何も変更されていません。先に確認してください。すべて最終ラベルになります。",
    yes: "正しいので送信",
    no: "もう一度見る",
  },
  both: "両方",
  all: "すべて",
  reasons: {
    unsure: "「自信なし」と答えた人がいます",
    unsureAbout: (labels) => `「自信なし」と答えた人がいます：${labels}`,
    nobodyChose: "誰もラベルを選びませんでした",
    setsDiffer: (labels) =>
      labels === "" ? "選択したラベルが異なります" : `全員が選択したわけではありません：${labels}`,
    notChosen: (several, labels) => `${originalOf(several)}が選ばれませんでした${about(labels)}`,
    notChosenByAll: (several, labels) =>
      `${originalOf(several)}を全員が選んだわけではありません${about(labels)}`,
    neverShown: (several, who) => `${originalOf(several)}が表示されていない人がいます：${who}`,
    everyone: "全員",
    exposureDiffers: "表示されたラベルが人によって異なりました",
    oneAnnotator: "1人だけがラベルを付けました",
    votesDoubtful: "投票では決まらないラベルがあります",
    votesNone: "投票で残ったラベルがありません",
    sentByLead: "責任者が専門家の判断を求めています",
    foundInReview: "ラベルなしで終わりましたが、レビューで見つかりました",
  },
  similar: {
    find: "似た画像",
    title: "似ている完了済みの画像",
    looking: "検索中 …",
    about: (model) =>
      `${model}から見て最も近い画像と、その最終ラベルです。あなたが担当した画像や、これから担当する可能性のある画像は除いています。`,
    none: (among) => `最も近い${among}枚の中に、お見せできる完了済みの画像はありません。`,
    image: (number) => `似た画像${number}`,
    distance: (distance) => `距離 ${distance.toFixed(3)}`,
  },
  and: "、",
  marks: {
    answers: {
      yes: "選択した",
      no: "見て選択しなかった",
      unsure: "自信なし",
      "not-shown": "表示されなかった",
    },
    disputed: "意見が分かれています。",
    answer: (who, answer) => `${who}：${answer}`,
    original: "元のラベル",
    proposed: "候補",
    notProposed: "候補外",
    score: "モデルの確率",
    model: "モデル ",
  },
};

export const review: Translation["review"] = {
  title: "ラベルなしレビュー",
  causes: {
    "no-valid-proposal": "はっきりしているが、正しいラベルが候補になかった",
    "low-resolution": "あいまい：解像度が低すぎる",
    "fine-grained": "はっきりしているが、細かい区別に専門知識が必要",
    uncommon: "珍しい物体、または変わった視点",
  },
  verdicts: { agree: "同意する", disagree: "同意しない", uncertain: "どちらとも言えない" },
  why: "なぜラベルがないのですか？",
  original: "元のラベル",
  originals: "元のラベル（複数）",
  noOriginal: "この画像には元のラベルがありません。",
  judge: "元のラベルに同意しますか？",
  judgeAll: "元のラベルすべてに同意しますか？",
  pixels: (width, height) => `${count(width)} × ${count(height)} ピクセル`,
  findLabel: "ラベルがある",
  found: (name) => `あるラベル：${name}`,
  foundMeans: "送信すると、画像はコメントとともに精査に戻ります。",
  removeFound: (name) => `${name}を取り消す`,
  searchHint: "数文字入力してください。Enterで画像に写っているラベルを指定します。",
  comment: "コメント",
  inRefinement: (name) => `レビューで見つかったラベル：${name}。`,
  submit: "送信",
  sendBack: "精査に戻す",
  undo: "元に戻す",
  goOn: "続ける",
  help: "キー操作",
  loading: "レビューを読み込み中",
  locked: "このレビューはもう変更できません。",
  toast: {
    submitted: "保存しました",
    sentBack: "精査に戻しました",
    extra: "この画像にはすでにレビューがそろっていました。あなたのレビューは履歴に残ります",
    settled: "合意しました",
    proposed: "保存しました：もう1人に確認を依頼します",
  },
  done: {
    title: (done) => (done > 0 ? "すべて終わりました。" : "まだレビューするものはありません。"),
    reviewed: (done) => `${images(done)}をレビューしました。`,
    withOthers: (value) => `相違${count(value)}件が、もう1人の返事を待っています。`,
    comes: "ラベルなしで終わった画像が出ると、ここに表示されます。",
    work: "自分の作業",
    undo: "最後の操作を元に戻す",
  },
  compare: {
    title: "回答が異なります",
    text: "もう一度見て、正しいほうを選んでください。全員が同じものを選ぶと決まります。",
    settled: "合意しました。",
    waiting: "選択しました。もう1人に確認を依頼します。",
    asked: "もう1人が下の回答を提案しています。確認するか、別の回答を選んでください。",
    mine: "あなた",
    theirs: "もう1人",
    theirsShort: "相手",
    said: (who, text) => `${who}：${text}`,
    joint: "合意して選択",
    confirm: "確認",
    propose: "この回答を提案",
  },
  keys: {
    cause: "画像にラベルがない理由",
    verdict: "同意する、同意しない、どちらとも言えない",
    find: "画像にあるラベルを指定",
    submit: "送信して続ける",
    undo: "最後の操作を取り消す",
    comment: "コメント",
    original: "元の解像度の画像",
    exemplars: "元のラベルの見本を大きく表示",
    guideline: "ガイドライン",
    help: "キー操作の一覧",
    leave: "コメント欄を離れる",
  },
  work: {
    title: "ラベルなしレビュー",
    left: (left) => `残り${images(left)}。`,
    toSettle: (value) => `もう1人と決める相違${count(value)}件。`,
    withOthers: (value) => `もう1人の返事待ちの相違${count(value)}件。`,
    ofDone: (total) => `/ ${count(total)} レビュー済み`,
    begin: "始める",
    goOn: "続ける",
    finished: "今はすべて終わりました。新しい画像が届くことがあります。",
  },
};

export const severity: Translation["severity"] = {
  title: "誤り",
  predicted: "画像について言われたこと",
  holds: "実際に写っているもの",
  ask: "どれくらい重い誤りですか？",
  askCause: "なぜそう言われたのでしょう？",
  severities: { major: "重大", minor: "軽微", borderline: "微妙", correct: "実は正しい" },
  meanings: {
    major: "見れば誰もそうは言わない",
    minor: "理解できる間違い",
    borderline: "正しいとも言える",
    correct: "画像に写っている",
  },
  causes: {
    "fine-grained": "実際のものにごく近い種類",
    "out-of-vocabulary": "実際のものに合うラベルがない",
    spurious: "よく一緒に写る別のもの",
    "non-prototypical": "実際のものの見た目が変わっている",
    other: "その他",
  },
  comment: "コメント（任意）",
  rateFirst: "先に重さを選んでください。",
  submit: "送信",
  back: "前へ",
  original: "フル解像度",
  saved: (severity) => `保存しました：${severity}`,
  done: {
    title: (done) => (done > 0 ? "すべて終わりました。" : "今は評価する誤りがありません。"),
    told: (done) => `誤り${count(done)}件を評価しました。`,
    comes: "責任者が誤りを抽出すると、ここに表示されます。",
    work: "自分の作業",
  },
  keys: {
    cause: "原因を選ぶ、または取り消す",
    submit: "送信して次へ",
    back: "最後に評価したものに戻る",
    comment: "コメントを書く",
    leaveComment: "コメント欄を離れる",
    photo: "フル解像度の画像",
    guideline: "ガイドライン",
    help: "キー操作の一覧",
  },
  work: {
    title: "誤りの評価",
    ofDone: (total) => `/ ${count(total)} 評価済み`,
    left: (left) => `残り${count(left)}件：それぞれの重さを選んでください。`,
    begin: "始める",
    goOn: "続ける",
    finished: "今はすべて終わりました。さらに届くことがあります。",
  },
};

export const auditSample: Translation["auditSample"] = {
  settle: {
    title: "相違を決める",
    intro:
      "2人の専門家が、それぞれこの画像に改めてラベルを付けました。一緒に、または第三者として決めてください。",
    agreed: "2人とも見えるもの",
    agreedNone: "2人とも見えるものはありません。",
    disputed: "異なる点",
    disputedNone: "2人のラベルは同じです。そもそも判断できる画像ですか？",
    disputedNothing: "2人のラベルは同じです。",
    asked: "どちらも挙げなかったもの",
    askedWhy:
      "もう一度見てください。この中に写っているものはありますか？誰もあるとは思っていないラベルも混ぜて尋ねています。",
    saw: (who) => `${who}：見える`,
    unsure: (who) => `${who}：自信なし`,
    missed: (who) => `${who}：見えない`,
    noAnswer: (who) => `${who}：回答なし`,
    skipped: (who, why) => `${who}：判断できない${why === "" ? "" : `（${why}）`}`,
    flagged: (who, why) => `${who}：報告（${why}）`,
    comment: "コメント（任意）",
    decideFirst: "ラベルごとに「はい」か「いいえ」を選んでください。",
    notJudged: "判断できない",
    back: "戻る",
    submit: "決定",
    settled: "保存しました：決定",
    leftOut: "保存しました：判断できない",
    done: {
      title: (done) => (done > 0 ? "すべて決まりました。" : "今は決めるものがありません。"),
      told: (done) => `${images(done)}を決めました。`,
      comes: "2人の専門家の回答が異なる画像や、もう一度確認したいラベルのある画像が、ここに表示されます。",
      work: "自分の作業",
    },
    keys: {
      yes: "選択中のラベルに「はい」",
      no: "選択中のラベルに「いいえ」",
      up: "上のラベル",
      down: "下のラベル",
      submit: "決定して次へ",
      back: "最後に決めたものに戻る",
      comment: "コメントを書く",
      leaveComment: "コメント欄を離れる",
      photo: "フル解像度の画像",
      guideline: "ガイドライン",
      help: "キー操作の一覧",
    },
  },
  work: {
    title: "監査サンプルの相違",
    ofDone: (total) => `/ ${count(total)} 決定済み`,
    left: (left) => `2人の専門家の回答が異なる、または再確認が必要な${images(left)}。`,
    begin: "始める",
    goOn: "続ける",
    finished: "今はすべて決まりました。さらに届くことがあります。",
  },
};

export const rulings: Translation["rulings"] = {
  title: "裁定",
  states: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": `${a}と${b}は同じもの`,
      "same-one": `${a}と${b}は同じもので、${a}と呼ぶ`,
      "is-a": `${a}は${b}の一種`,
      "part-of": `${a}は${b}の一部`,
      exclude: `${a}と${b}は両立しない`,
    }[kind];
  },
  meaning: (kind, first, second) => {
    const [a, b] = [marked(first), marked(second)];
    return {
      "same-both": "どちらかが見えたら、両方を選択します。",
      "same-one": `${a}を選択し、${b}は選択しません。`,
      "is-a": `${a}を選択したら、${b}も選択します。${b}だけを選ぶのは、ほかの種類のときです。`,
      "part-of": "両方見えれば両方を、片方だけ見えればそれだけを選択します。",
      exclude: "1つのものに両方を選択せず、より確からしいほうだけを選びます。",
    }[kind];
  },
  onCard: (kind, isFirst, otherName) => {
    const other = marked(otherName);
    const [first, second] = {
      "same-both": [`${other}と同じ：両方を選択`, `${other}と同じ：両方を選択`],
      "same-one": [`${other}と同じ：こちらを選択`, `${other}と同じ：あちらを選択`],
      "is-a": [`${other}の一種：両方を選択`, `${other}はこの一種：その場合は両方を選択`],
      "part-of": [`${other}の一部：見えれば両方を選択`, `${other}はこの一部：見えれば両方を選択`],
      exclude: [`${other}とは両立しない：片方を選択`, `${other}とは両立しない：片方を選択`],
    }[kind] as [string, string];
    return isFirst ? first : second;
  },
  against: "裁定と異なります：",
  more: (value) => `+${count(value)}`,
  moreInWords: (value) => `ほか裁定${count(value)}件`,
  open: (label) => `${marked(label)}に関する裁定`,
  key: "カードのラベルに関する裁定",
  dialog: {
    title: (label) => `${marked(label)}に関する裁定`,
    none: "このラベルについて、責任者の裁定はありません。",
  },
  example: (number) => `例${number}`,
  examples: "この裁定の例",
};

export const rulingEffect: Translation["rulingEffect"] = {
  says: (answer, label) => `${marked(label)}は${answer === "yes" ? "当てはまる" : "当てはまらない"}`,
  sample: {
    title: "裁定の標本",
    back: "裁定",
    about: (value) =>
      `この裁定で${images(value)}が決まります。下の画像ごとに、写真で見えるかぎり、その決定がすべて正しいかを答えてください。それまでは何も変わりません。`,
    done: (judged, sampled) => `${count(sampled)}枚中${count(judged)}枚が完了。`,
    allDone: "すべて確認しました。次は責任者が決めます。",
    forExperts: "正しいかどうかは専門家が答えます。ここではその回答を見られます。",
    locked: "適用済みのため、回答はそのまま残ります。",
    settles: "決まるラベル：",
    verdictOn: (place) => `画像${count(place)}：正しいですか？`,
    right: "正しい",
    wrong: "誤り",
    by: (name) => `${name}の回答`,
    work: {
      title: "確認する裁定",
      look: (judged, sampled) => `標本を見る（${count(sampled)}枚中${count(judged)}枚が完了）`,
    },
    photo: (place) => `標本の画像${count(place)}`,
  },
};
