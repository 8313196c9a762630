import { passwordLength } from "../../../../contract/people/password.ts";
import type { Translation } from "../translation.ts";
import { count, duration, images } from "./numbers.ts";

const passwordHint = `${passwordLength.min}文字以上。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。`;
const incomplete = "リンクが不完全です";
const incompleteText = "受け取ったリンク全体をコピーするか、責任者に新しいリンクを依頼してください。";

export const language: Translation["language"] = {
  label: "言語",
  hint: "ラベル付けと専門家のページ、およびこのページに適用されます。責任者のページと一部のサーバーのメッセージは英語です。",
};

export const entrance: Translation["entrance"] = {
  signIn: "ログイン",
  why: "ログインしていないか、ログインの期限が切れました。ログインすると、目的のページに進みます。",
  passwordIsSet: "パスワードを設定しました。そのパスワードでログインしてください。",
  email: "メールアドレス",
  password: "パスワード",
  sso: (provider) => `${provider}でログイン`,
  or: "または",
  setPassword: {
    title: "パスワードの設定",
    incomplete,
    incompleteText,
    newPassword: "新しいパスワード",
    hint: passwordHint,
    submit: "パスワードを設定",
  },
  begin: {
    title: "最初のアカウントを作成",
    text: "まだ誰もアカウントを持っていません。このアカウントでプロジェクトを作り、ほかの人を招待します。",
    nameHint: "プロジェクトの人に表示されます。",
    submit: "アカウントを作成",
    incomplete,
    incompleteText: "サーバーが起動時に表示したリンク全体をコピーしてください。",
    over: "すでにアカウントを持つ人がいます",
    overText: "このリンクは最初の人だけが使えました。責任者に招待を依頼してください。",
    goOn: "続ける",
  },
  isNew:
    "まだ誰もアカウントを持っていません。サーバーが起動時に表示したリンクを開き、最初のアカウントを作成してください。",
  showPassword: "パスワードを表示",
  capsLock: "Caps Lockがオンです。",
  problems: {
    unknown: "問題が起きました。もう一度試し、また起きたら責任者に知らせてください。",
    unreachable: "サーバーに接続できません。接続を確認してください。",
    tooMany: "試行回数が多すぎます。1分待ってからもう一度試してください。",
    noMatch: "メールアドレスとパスワードが一致しません。",
    linkUsed: "このリンクは使用済みか、古すぎます。責任者に新しいリンクを依頼してください。",
    accessEnded:
      "プロジェクトの責任者がアクセスを終了しました。送信した内容は残ります。間違いであれば責任者に問い合わせてください。",
    notInvited: "このメールアドレスは招待されていません。プロジェクトの責任者に招待を依頼してください。",
    unproved:
      "ログインサービスで、本人のメールアドレスであることが確認されませんでした。そちらで確認するか、パスワードを使ってください。",
    ssoFailed: "ログインできませんでした。もう一度試すか、パスワードを使ってください。",
  },
};

export const account: Translation["account"] = {
  title: "アカウント",
  menu: "アカウント",
  name: { title: "名前", label: "ほかの人に表示される名前", save: "名前を保存", saved: "保存しました。" },
  password: {
    title: "パスワード",
    current: "現在のパスワード",
    next: "新しいパスワード",
    hint: passwordHint,
    change: "パスワードを変更",
    changed: "変更しました。ほかの場所ではすべてログアウトしました。",
    none: (provider) => `${provider}でログインしているため、ここにパスワードはありません。`,
    noneAtAll: "パスワードがありません。設定用のリンクを責任者に依頼してください。",
  },
  mail: {
    title: "メール",
    label: "新しい画像をメールで知らせる（1日1回まで）",
    off: "このサーバーはメールを送りません。「自分の作業」の横の数字で、待っている作業が分かります。",
    saved: "保存しました。",
  },
  newAccount: { name: "名前", email: "メールアドレス", emailHint: "ログインに使います。" },
  invitation: {
    incomplete,
    incompleteText,
    endedTitle: "この招待は使えません",
    title: (project) => `「${project}」に参加`,
    offer: (by, roles) => `${by}さんから作業への招待です。役割：${roles}。`,
    and: "、",
    until: (time) => `リンクの期限は${time}です。`,
    nameHint: "責任者には、作業とともに表示されます。",
    join: "参加",
    signedInAs: (email) => `${email}でログインしています。`,
    known: (email) => `${email}のアカウントがすでにあります。参加するにはログインしてください。`,
    signIn: "ログイン",
    signOut: "ログアウト",
    otherPerson: (email) =>
      `この招待は${email}さん宛てです。ログアウトしてから、もう一度リンクを開いてください。`,
    haveAccount: "アカウントを持っています：ログイン",
    startPage: "ログインへ",
  },
};

export const secondFactor: Translation["secondFactor"] = {
  title: "2段階ログイン",
  about: "アプリのコードを使えば、パスワードが漏れても開けません。パスキーならパスワードも要りません。",
  needed: {
    title: "2段階ログインが必要です",
    text: "下でパスキーかアプリを設定すると、責任者のページが開きます。",
    locked:
      "パスワードだけでログインしています。ログアウトしてから、パスキーかアプリのコードでログインしてください。",
    signOut: "ログアウト",
  },
  locked:
    "2段階目なしでログインしているため、ここでは何も変更できません。ログアウトして、2段階でログインしてください。",
  app: {
    title: "アプリのコード",
    off: "スマートフォンのアプリ（認証アプリやパスワード管理アプリ）が30秒ごとに新しいコードを表示します。ログイン時に、パスワードの後で尋ねます。",
    on: (left) =>
      `オン。ログイン時に、パスワードの後でコードを尋ねます。予備コードは残り${count(left)}個です。`,
    noPassword: "ここにはパスワードがないため、コードは尋ねません。ログインサービスが尋ねることはあります。",
    turnOn: "アプリを設定",
    turnOff: "オフにする",
    newCodes: "新しい予備コード",
    password: "パスワード",
    goOn: "続ける",
    cancel: "キャンセル",
    scan: "アプリで読み取るか、横のキーを入力してください。",
    qr: "アプリ用のQRコード",
    key: "キー",
    keyName: "キー",
    code: "アプリに表示されたコード",
    confirm: "オンにする",
    turnOffText: "今後コードを尋ねなくなります。オフにするにはパスワードを入力してください。",
    newCodesText: "古い予備コードは無効になります。新しい10個を受け取るにはパスワードを入力してください。",
  },
  codes: {
    title: "予備コード",
    text: "アプリがないとき、パスワードと一緒に、それぞれ1回だけ使えます。このコンピューター以外の場所に保管してください。表示されるのは今だけです。",
    name: "予備コード",
    kept: "保管しました",
  },
  passkeys: {
    title: "パスキー",
    about: "パスキーなら、端末の指紋、顔、PIN、またはセキュリティキーで、パスワードなしにログインできます。",
    unable: "このアドレスでは作成できません。httpsと、数字ではなく名前のアドレスが必要です。",
    since: (time) => `${time}から`,
    unnamed: "パスキー",
    remove: "削除",
    removeOf: (name) => `${name}を削除`,
    name: "新しいパスキーの名前",
    nameHint: "見分けられるように、「スマートフォン」など。",
    add: "パスキーを追加",
    cancelled: "パスキーは作成されませんでした。必要ならもう一度試してください。",
    known: "この端末には、このアカウントのパスキーがすでにあります。",
  },
  signIn: {
    passkey: "パスキーでログイン",
    cancelled: "パスキーを受け取れませんでした。もう一度試すか、パスワードを使ってください。",
    title: "コードの入力",
    text: "アプリに表示されたコード、または予備コードの1つを入力してください。",
    code: "コード",
    goOn: "ログイン",
    back: "戻る",
    waiting: (seconds) => `ログインが混み合っています。順番待ちです。${seconds}秒後にもう一度試します。`,
  },
};

export const security: Translation["security"] = {
  again: { title: "パスワードをもう一度", password: "パスワード", goOn: "続ける" },
  sessions: {
    title: "ログイン中の場所",
    here: "このブラウザー",
    unknown: "不明なブラウザー",
    since: (time) => `${time}から`,
    end: "ログアウト",
    endOf: (browser, time) => `${browser}をログアウト、${time}から`,
    endOthers: "ほかの場所をすべてログアウト",
  },
};

export const tokens: Translation["tokens"] = {
  title: "あなたの代わりに動くプログラム",
  about:
    "スクリプトは、パスワードの代わりにトークンで入ります。範囲内で、あなたにできることだけを見て行います。アカウントや権限を変えることはありません。",
  reference: "プログラムが要求できるもの",
  none: "トークンはありません。",
  name: "用途",
  nameHint: "見分けられるように、「夜間エクスポート」など。",
  scopes: {
    read: ["読み取り", "見ることのできる画像、ラベル、投票、統計、エクスポート。"],
    work: ["作業", "あなたと同じように回答、精査、レビュー。"],
    manage: ["管理", "設定、バッチ、リリース、ラベル：責任者の仕事。"],
  },
  scopesLabel: "できること",
  days: "有効期間",
  daysOf: (days) => (days === 365 ? "1年" : `${count(days)}日`),
  make: "トークンを作成",
  noScope: "できることを選んでください。",
  made: "今トークンをコピーしてください。二度と表示されません。",
  token: "トークン",
  done: "コピーしました",
  until: (time) => `${time}に終了`,
  ended: (time) => `${time}に終了しました`,
  used: (time) => `最後の使用 ${time}`,
  never: "未使用",
  revoke: "取り消す",
  revokeOf: (name) => `トークン「${name}」を取り消す`,
};

export const failures: Translation["failures"] = {
  broken: "ページに不具合が起きました",
  brokenText:
    "ページ自体に問題が起きました。保存した内容は安全です。再読み込みし、また起きたら責任者に知らせてください。",
  unreachable: "サーバーに接続できません",
  unreachableText: "接続と、Multilabelfyが動いているかを確認してください。保存した内容は安全です。",
  forbidden: "このページは開けません",
  forbiddenText: (why) => `${why} 自分の役割に含まれるはずなら、プロジェクトの責任者に問い合わせてください。`,
  tooMany: "リクエストが多すぎます",
  noAnswer: "サーバーが応答できませんでした",
  workKept: "サーバーに接続できません。作業はここに保存されています。",
  noServer: "サーバーに接続できません。",
  answered: (status) => `サーバーの応答：${status}。`,
};

export const shell: Translation["shell"] = {
  skip: "本文へ移動",
  loading: "読み込み中",
  nav: "プロジェクトのページ",
  projects: "プロジェクト",
  changeProject: "：プロジェクトを変更",
  pages: { work: "自分の作業", guideline: "ガイドライン" },
  goTo: {
    open: "移動",
    keys: "Ctrl K",
    title: "ページ、ラベル、人、画像へ移動",
    placeholder: (isLead) => (isLead ? "ページ、ラベル、人、画像" : "ページ"),
    results: "移動先",
    nothing: "その名前のものはありません。名前の一部を試してください。",
    hint: "↑ ↓ で選択、Enterで移動。",
    kinds: { page: "ページ", label: "ラベル", person: "人", image: "画像" },
  },
  person: {
    menu: "自分",
    you: (name) => `自分：${name}`,
    appearance: "表示",
    light: "ライト",
    dark: "ダーク",
    auto: "自動",
    signOut: "ログアウト",
    notSignedOut: (why) => `まだログインしています。${why}`,
  },
  copy: { label: (what) => `${what}をコピー`, copy: "コピー", copied: "コピーしました", selectIt: "選択" },
  notFound: {
    documentTitle: "見つかりません",
    title: "このページはありません",
    text: "アドレスの入力間違いか、対象がなくなったか、そのプロジェクトに役割がありません。",
  },
  startPage: "スタートページ",
  tryAgain: "再試行",
};

export const home: Translation["home"] = {
  title: "プロジェクト一覧",
  make: "プロジェクトを作成",
  makeFirst: "最初のプロジェクトを作成します。ラベルを選び、画像を追加してください。",
  none: "まだプロジェクトがありません",
  noneText: "ログインしていますが、どのプロジェクトにも役割がありません。",
  askLead: "プロジェクトの責任者に役割を依頼し、このページを再読み込みしてください。",
};

export const roles: Translation["roles"] = {
  names: { lead: "責任者", annotator: "作業者", expert: "専門家" },
  stages: {
    annotate: "ラベル付け",
    refine: "精査",
    vote: "投票",
    classify: "物体",
    "classify-after": "物体",
    "label-anew": "監査サンプル",
  },
};

export const guideline: Translation["guideline"] = {
  title: "ガイドライン",
  titleOf: (version) => `ガイドライン · 第${version}版`,
  version: (version) => `第${count(version)}版`,
  written: (by, at) => (by === null ? at : `${by}、${at}`),
  none: "まだガイドラインがありません",
  noneForOthers: "責任者が書くまでは、画像の中のものに合うラベルをすべて選んでください。",
  changes: { added: "追加", removed: "削除", none: "2つの版は同じです。" },
  news: {
    title: "ガイドラインが変わりました",
    text: (from, to) => `第${count(from)}版から第${count(to)}版へ。次の画像から適用されます：`,
    failed: "変更点を読み込めませんでした。キー操作でガイドラインを開いて読んでください。",
    understood: "確認しました",
  },
  dialog: {
    none: "責任者はまだガイドラインを書いていません。迷ったら尋ねるか、コメントを残してください。",
    failed: "ガイドラインを読み込めませんでした。",
    again: "再試行",
    loading: "読み込み中…",
  },
};

export const work: Translation["work"] = {
  title: "自分の作業",
  offline: (held) =>
    held > 0
      ? `接続がないため、最後の状態を表示しています。そのまま続けられます。画像${count(held)}枚がこのブラウザーにあります。`
      : "接続がないため、最後の状態を表示しています。このブラウザーに作業する画像はありません。",
  newHere: "初めて、または迷ったら",
  guideline: "ガイドラインを読む",
  nothing: "まだ作業はありません",
  nothingForExpert: "回答が分かれた画像が届きます。届くとすぐにこのページに表示されます。",
  nothingForAnnotator: "責任者がまだ画像を割り当てていません。割り当てられるとこのページに表示されます。",
  stage: {
    done: count,
    outOf: (whole) => `/ ${count(whole)} 完了`,
    left: (value) => `残り${images(value)}。`,
    leftAtPace: (value, time, perImage) =>
      `残り${images(value)}：1枚${duration(perImage)}のペースで約${duration(time)}。`,
    skipped: (value) => `${images(value)}を最後に回しました。`,
    blocked: (value) => `${images(value)}を2回スキップ：責任者が決めます。`,
    blockedSettled: (value) => `${images(value)}を2回スキップ：専門家の間で決めます。`,
    batches: "自分のバッチ",
    batch: (number) => `バッチ${number}`,
    batchDone: (done, total) => `${count(done)} / ${count(total)}`,
    start: "始める",
    goOn: "続ける",
    allDone: {
      annotate: "すべて終わりました。ありがとうございます！",
      refine: "今はすべて終わりました。新しい画像が届くことがあります。",
      classify: "すべて終わりました。ありがとうございます！",
      "classify-after": "今はすべて終わりました。新しい画像が届くことがあります。",
      "label-anew": "今はすべて終わりました。ありがとうございます！",
      vote: "すべて終わりました。ありがとうございます！",
    },
  },
  images: {
    title: "自分の画像",
    which: "表示する画像",
    kinds: { all: "すべて", flagged: "報告済み", open: "未送信", skipped: "後回し" },
    none: {
      all: "まだ作業した画像がありません。",
      flagged: "報告した画像はありません。Fで表示中の画像を報告します。",
      open: "途中の画像はありません。",
      skipped: "後回しにした画像はありません。",
    },
    more: "以前の画像を表示",
    flagged: (reason) => `報告：${reason}`,
    noneOfThese: "該当なし",
    noLabel: "ラベルの選択なし",
    unsure: (name) => `${name}（自信なし）`,
    states: {
      open: "下書き、",
      skipped: "後回し、",
      blocked: "責任者へ、",
      final: "確定、",
      submitted: "送信済み、",
    },
  },
};

export const people: Translation["people"] = {
  waiting: {
    badge: () => "枚の画像が待っています",
    sheets: (value) => `シート${value}枚`,
    sheetsWait: () => "が待っています",
    inProject: (value) => `画像${value}枚が待っています`,
    count,
    more: (max) => `${max}+`,
  },
};

export const labels: Translation["labels"] = { note: { mark: "注：" } };
export const labelSpace: Translation["labelSpace"] = { unknown: (label) => `ラベル${label}` };
export const imagesPage: Translation["images"] = { noLabel: "ラベルなし" };

export const gold: Translation["gold"] = {
  answering:
    "ゴールド画像です。あなたの回答を基準に作業者を測ります。すべてのグループを見て、足りないものを検索し、どちらとも言えるものは「自信なし」にしてください。",
};
