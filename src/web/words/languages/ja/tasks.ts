import type { Translation } from "../translation.ts";
import { count } from "./numbers.ts";

const sheets = (value: number) => `シート${count(value)}枚`;
const waiting = (value: number) => (value === 0 ? "" : `：${count(value)}件待ち`);

export const keys: Translation["keys"] = {
  byPlace:
    "このブラウザーでは、キーボードの表示が分かりません。文字はQWERTYキーボードのもので示し、位置で決まります。Qはどの配列でもその段の最初の文字です。",
  sheet: {
    title: "キー操作",
    label: "キーごとの機能",
    taken: (what) => `そのキーは使用中です：${what}。`,
    changeLabel: (what) => `キーを変更：${what}`,
    press: "キーを押してください",
    change: "変更",
    singleKeys: "文字、数字、記号のキーを単独で使う",
    usual: "標準のキー",
    off: "オフ",
  },
  annotate: {
    toggle: "カードを選択、または選択解除",
    tickThenMain: "カードを選択、もう一度で主な物体、もう一度で解除",
    main: "カードを主な物体にする",
    unsure: "カードを「自信なし」にする",
    group: (number) => `グループ${number}`,
    nextGroup: "次のグループ",
    submit: "送信して次の画像へ",
    submitAnywhere: "同じ操作、どこからでも",
    none: "該当なし：1つの回答です",
    search: "すべてのラベルから検索して追加",
    previous: "送信せずに前の画像へ",
    next: "送信せずに次の画像へ",
    up: "上のカード",
    down: "下のカード",
    sheet: "カードのすべての見本、押している間だけ表示も可",
    original: "元の解像度の画像",
    seen: "モデルがカードのラベルを見ている場所、ラベル付けでは送信後",
    undo: "元に戻す、何段階でも",
    undoToo: "元に戻す",
    comment: "コメント、Escで離れる",
    flag: "画像を責任者に報告",
    skip: "画像を今はスキップ",
    guideline: "ガイドライン",
    help: "キー操作の一覧",
    leave: "離れる",
  },
  space: "スペース",
  enter: "Enter",
  escape: "Esc",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "保存済み",
    saving: () => "保存中",
    offline: (value) => `オフライン${waiting(value)}`,
    trouble: (value) => `未保存${waiting(value)}`,
    "signed-out": (value) => `ログアウト中${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `接続がありません。そのまま続けられます。画像${count(left)}枚がここにあり、作業は接続が戻ると送信されます。`
      : "接続がありません。作業はこのブラウザーに保存され、接続が戻ると送信されます。",
  waitingForNext: (status) => `${status}。作業はここに保存されています。接続が戻ると次の画像が出ます。`,
  signedOut: "ログアウトしています。作業はここに保存され、もう一度ログインすると送信されます。",
  signedOutBecause: (why) => `${why} 作業はここに保存され、ログインすると送信されます。`,
  notNow: (why) => `未保存：${why} 作業はここに保存され、自動でもう一度送信されます。`,
  signIn: "ログイン",
  notKept:
    "プライベートウィンドウなど、このブラウザーは何も保存しません。「保存済み」と表示されてからページを閉じてください。",
  newVersion: "このページの新しいバージョンがあります。作業はそのまま残ります。",
  reload: "再読み込み",
  conflict: {
    title: "この画像は別の場所で保存されました",
    text: "このページが読み込んだ後に、別のタブか端末で変更されました。まだ何も失われていません。どちらかを選んでください。",
    here: "ここの内容を残す",
    elsewhere: "別の場所で保存した内容を使う",
    titleHere: "ここ",
    titleElsewhere: { open: "別の場所で保存", submitted: "別の場所で送信", skipped: "別の場所でスキップ" },
    nothingTicked: "選択なし",
    nothingChosen: "未選択",
    noneOfThese: "該当なし",
    unsure: (labels) => `自信なし：${labels}`,
    main: (label) => `主な物体：${label}`,
    flag: (reason) => `報告：${reason}`,
    skipped: (reason) => `スキップ：${reason}`,
    hereAs: { submitted: "ここ · 送信済み", draft: "ここ · 未送信" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "たぶん",
  maybeKey: "質問のあるカードに「たぶん」",
  goTo: "カードへ移動",
  answered: (answered, cards) => `${count(cards)}件中${count(answered)}件に回答`,
  undecided: "先にラベルごとに「はい」「たぶん」「いいえ」で答えてください。",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "種類：",
  noPhotos: "このラベルの写真はありません",
  kin: {
    open: "同じ種類のラベル",
    key: "カードのラベルと同じ種類のラベル",
    title: (label) => `${label}と同じ種類のラベル`,
    others: (kind) => `ほかの種類：${kind}`,
    none: "同じ種類のラベルはほかにありません。",
  },
  exemplarOf: (label, number) => `${label}、見本${number}`,
  differences: {
    title: (label) => `${label}と、間違えやすいもの`,
    key: "カードのラベルを、間違えやすいものと並べる",
    others: "間違えやすいラベル",
    together: ({ images, expected }) =>
      `${count(images)}枚で一緒に候補になりました。偶然なら${expected < 0.05 ? "なし" : `${expected.toFixed(1)}枚`}`,
    sameKind: (kind) => `同じ種類：${kind}`,
    ruled: "責任者の裁定があります",
    hint: "← → で別のラベル。Escで閉じる。",
    noneFound: "同じ種類のラベルも、偶然よりずっと多く一緒に候補になるラベルもありません。",
    loading: "間違えやすいラベルを検索中",
    alsoKnownAs: "別名",
  },
  search: {
    all: (labels) => `全${count(labels)}ラベルを検索`,
    placeholder: "見えるものを自由に入力",
    begin:
      "数文字か頭文字を入力してください。Enterで最初のラベル、1〜9でほかのラベルを追加します。Shiftと一緒なら検索を続けます。",
    recent: "最近追加したものです。1〜9でもう一度追加するか、数文字入力してください。",
    added: (name) => `追加しました：${name}。1〜9でさらに追加、または続けて入力。Escで閉じます。`,
    nothing: "そのようなラベルはありません。別の言葉を試してください。ラベルの一覧は決まっています。",
    found: (labels, max, mayGoOn) =>
      `${labels === max ? `最初の${max}` : labels}件が見つかりました。1〜9で追加${mayGoOn ? "（Shiftと一緒なら続行）" : ""}、Enterで選択中のものを追加、↑ ↓ で選択。`,
    results: "見つかったラベル",
    ticked: "選択済み",
    onCard: "カードにあり",
  },
};

export const contains: Translation["contains"] = {
  title: "シート",
  ask: (name) => `次のものが写っている写真をすべて選択：${name}`,
  rule: "ほかに何が写っていても、1つあれば十分です。一部が隠れていても当てはまり、絵は当てはまりません。",
  photos: (name) => `確認する写真：${name}`,
  photo: (at, of) => `写真${at} / ${of}`,
  cannotBeShown: "この写真は表示できません。回答は不要です。",
  open: (at) => `写真${at}を大きく表示`,
  ticked: (value, of) => `写真${count(of)}枚中${count(value)}枚を選択`,
  exemplars: "見本",
  flag: "報告",
  flagged: "報告済み",
  flagHint: "フォーカスのある写真を責任者に報告します",
  flagTitle: (at) => `写真${at}を責任者に報告`,
  submit: "送信",
  undo: "元に戻す",
  back: "前のシート",
  toast: {
    submitted: (value, of) => `送信しました：${count(of)}枚中${count(value)}枚を選択`,
    extra: "このシートにはすでに回答がそろっていました。あなたの回答は保存されますが、集計されません",
  },
  large: {
    title: (at, of) => `写真${at} / ${of}`,
    tick: "選択",
    untick: "選択済み",
    original: "フル解像度",
    previous: "前の写真",
    next: "次の写真",
  },
  conflict: { ticked: (value, of) => `${count(of)}枚中${count(value)}枚を選択` },
  done: {
    title: (done) => (done > 0 ? "すべて終わりました。" : "今はシートがありません。"),
    answered: (done) => `${sheets(done)}に回答しました。`,
    comes: "責任者がシートを作ると、ここに表示されます。",
    work: "自分の作業",
    undo: "前のシートに戻る",
  },
  keys: {
    tick: "写真を選択、または選択解除",
    arrows: "隣、上、下の写真へ",
    ends: "最初または最後の写真へ",
    endKeys: "HomeとEnd",
    submit: "送信して次のシートへ",
    undo: "最後の選択か送信を取り消す",
    back: "最後に送信したシートに戻る",
    photo: "写真を大きく表示",
    flag: "写真を責任者に報告",
    exemplars: "ラベルの見本を大きく表示",
    guideline: "ガイドライン",
    help: "キー操作の一覧",
  },
  work: {
    title: "写真シート",
    ofDone: (total) => `/ ${count(total)} 回答済み`,
    left: (left) => `残り${sheets(left)}、1枚につきラベル1つ。`,
    begin: "始める",
    goOn: "続ける",
    finished: "今はすべて終わりました。新しいシートが届くことがあります。",
  },
};

export const qualification: Translation["qualification"] = {
  task: "練習",
  start: {
    title: (value) => `始める前に：練習画像${count(value)}枚`,
    text: "これからの画像と同じように進めます。1枚ごとに、専門家が選んだものがあなたの回答と並んで表示されます。",
    rule: (percent) =>
      `ラベルの${percent}が正しければ、つまりあなたと専門家の両方が選んでいれば、作業が始まります。どちらとも言えるラベルは数えません。`,
    attempts: (value) =>
      value === 1
        ? "挑戦できるのは1回です。"
        : `${count(value)}回まで挑戦できます。時間は気にせず進めてください。速さは計りません。`,
    begin: "始める",
    goOn: "続ける",
    underWay: (done, total) => `練習画像${count(total)}枚中${count(done)}枚が終わりました。`,
  },
  passed: {
    title: "合格：作業を始められます",
    text: (right, labels) =>
      labels === 0
        ? "誤りはありませんでした。"
        : `ラベル${count(labels)}件中${count(right)}件が正解でした。よくできました。`,
  },
  letIn: { title: "作業を始められます", text: "責任者が許可しました。" },
  notYet: {
    title: "まだ合格していません",
    text: (right, labels, percent) =>
      `ラベル${count(labels)}件中${count(right)}件が正解でした。${percent}が必要です。練習画像をもう一度見てから、再挑戦してください。`,
    left: (value) => `あと${count(value)}回挑戦できます。`,
    again: "もう一度挑戦",
  },
  usedUp: {
    title: "今後は責任者が決めます",
    text: (right, labels, percent) =>
      `最後の挑戦ではラベル${count(labels)}件中${count(right)}件が正解で、${percent}が必要です。挑戦の回数を使い切りました。責任者が確認し、作業を許可するか、再挑戦を認めることがあります。結果はこのページに表示されます。`,
  },
  notReady: {
    title: "練習画像はまだ準備中です",
    text: "作業は数枚の練習画像から始まりますが、責任者がまだ十分に選んでいません。準備ができるとこのページに表示されます。",
  },
  answers: {
    title: "あなたの練習画像",
    exact: "すべてのラベルが正解",
    not: "誤りのあるもの",
    look: (number, state) => `練習画像${number}：${state}`,
  },
  feedback: {
    label: "専門家が選んだもの",
    title: (number, total) => `練習画像${number} / ${total}`,
    exact: "すべて正解です！",
    nothing: "専門家も何も選びませんでした。",
    cards:
      "あなたか専門家が選んだラベルのカードです。見本を見てください。≠を押すと、間違えやすいラベルと並べて表示します。",
    later: "送信しました。専門家が選んだものは、接続が戻ると表示されます。",
    noCards: "あなたも専門家もラベルを選びませんでした。",
    verdicts: {
      hit: { title: "正解", onCard: "正解" },
      missed: { title: "見落とし", onCard: "見落とし" },
      wrong: { title: "余分", onCard: "余分" },
      either: { title: "どちらとも言える、数えません", onCard: "どちらとも言える" },
      unsure: { title: "「自信なし」と回答、数えません", onCard: "「自信なし」と回答" },
      unknown: { title: "専門家が見ていない、数えません", onCard: "専門家が見ていない" },
    },
    expertsSaid: {
      yes: "専門家は選んだ",
      no: "専門家は選ばなかった",
      either: "どちらとも言える",
    },
  },
  neither: "練習画像はスキップも報告もできません。できる範囲で答えてください。間違えても大丈夫です。",
};
