import type { Translation } from "../translation.ts";
import { count } from "./numbers.ts";

const sheets = (value: number) => `${count(value)} 张图版`;
const waiting = (value: number) => (value === 0 ? "" : `：${count(value)} 项待发送`);

export const keys: Translation["keys"] = {
  byPlace:
    "你的浏览器不告知键盘上印的字符。字母按 QWERTY 键盘显示，并按位置生效：在任何布局上，Q 都是那一行的第一个字母。",
  sheet: {
    title: "快捷键",
    label: "每个键的作用",
    taken: (what) => `该键已被占用：${what}。`,
    changeLabel: (what) => `更改按键：${what}`,
    press: "请按一个键",
    change: "更改",
    singleKeys: "单个字母、数字和符号作为快捷键",
    usual: "默认按键",
    off: "关",
  },
  annotate: {
    toggle: "勾选卡片，或取消勾选",
    tickThenMain: "勾选卡片；再按：主要物体；再按：都取消",
    main: "将卡片标为主要物体",
    unsure: "对卡片不确定",
    group: (number) => `第 ${number} 组`,
    nextGroup: "下一组",
    submit: "提交并到下一张图片",
    submitAnywhere: "同上，在任何位置",
    none: "以上都不是：本身就是答案",
    search: "搜索所有标签并添加",
    previous: "上一张图片，不提交",
    next: "下一张图片，不提交",
    up: "上面的卡片",
    down: "下面的卡片",
    sheet: "卡片的所有示例；按住则只在按住时显示",
    original: "原始分辨率的图片",
    seen: "模型在哪里看到卡片的标签；标注时需先提交",
    undo: "撤销，任意多步",
    undoToo: "撤销",
    comment: "备注；按 Esc 离开",
    flag: "将图片上报给负责人",
    skip: "暂时跳过图片",
    guideline: "规范",
    help: "快捷键列表",
    leave: "离开",
  },
  space: "空格",
  enter: "Enter",
  escape: "Esc",
};

export const saving: Translation["saving"] = {
  status: {
    saved: () => "已保存",
    saving: () => "正在保存",
    offline: (value) => `离线${waiting(value)}`,
    trouble: (value) => `尚未保存${waiting(value)}`,
    "signed-out": (value) => `已退出登录${waiting(value)}`,
  },
  offline: (left) =>
    left > 0
      ? `没有连接。请继续：这里有 ${count(left)} 张图片，恢复连接后会发送你的工作。`
      : "没有连接。你的工作保存在这个浏览器中，恢复连接后发送。",
  waitingForNext: (status) => `${status}。你的工作保存在这里；恢复连接后会出现下一张图片。`,
  signedOut: "你已退出登录。你的工作保存在这里，重新登录后发送。",
  signedOutBecause: (why) => `${why} 你的工作保存在这里，登录后发送。`,
  notNow: (why) => `尚未保存：${why} 你的工作保存在这里，会自动再次发送。`,
  signIn: "登录",
  notKept: "这个浏览器不保存任何内容，例如在隐私窗口中：显示“已保存”后再关闭页面。",
  newVersion: "这个页面有新版本。你的工作保持不变。",
  reload: "重新加载",
  conflict: {
    title: "这张图片在别处保存过",
    text: "在这个页面加载之后，另一个标签页或设备更改了它。还没有丢失任何内容：请选择其一。",
    here: "保留这里的",
    elsewhere: "采用别处保存的",
    titleHere: "这里",
    titleElsewhere: { open: "别处已保存", submitted: "别处已提交", skipped: "别处已跳过" },
    nothingTicked: "没有勾选",
    nothingChosen: "没有选择",
    noneOfThese: "以上都不是",
    unsure: (labels) => `不确定：${labels}`,
    main: (label) => `主要物体：${label}`,
    flag: (reason) => `上报：${reason}`,
    skipped: (reason) => `跳过：${reason}`,
    hereAs: { submitted: "这里 · 已提交", draft: "这里 · 未提交" },
  },
};

export const vote: Translation["vote"] = {
  maybe: "可能",
  maybeKey: "对提问的卡片回答“可能”",
  goTo: "转到卡片",
  answered: (answered, cards) => `${count(cards)} 个中已回答 ${count(answered)} 个`,
  undecided: "请先回答每个标签：是、可能或否。",
};

export const exemplars: Translation["exemplars"] = {
  kindOf: "属于",
  noPhotos: "这个标签没有照片",
  kin: {
    open: "同类标签",
    key: "与卡片标签同类的标签",
    title: (label) => `与 ${label} 同类的标签`,
    others: (kind) => `${kind} 的其他种类`,
    none: "没有其他同类标签。",
  },
  exemplarOf: (label, number) => `${label}，示例 ${number}`,
  differences: {
    title: (label) => `${label} 及易混淆的标签`,
    key: "卡片标签与易混淆标签并排",
    others: "易混淆的标签",
    together: ({ images, expected }) =>
      `在 ${count(images)} 张图片上同为候选，若属偶然应为 ${expected < 0.05 ? "零" : expected.toFixed(1)}`,
    sameKind: (kind) => `也属于 ${kind}`,
    ruled: "负责人对两者有裁定",
    hint: "← → 选择另一个标签。Esc 关闭。",
    noneFound: "没有同类，也没有标签与它同为候选的次数明显高于偶然。",
    loading: "正在查找易混淆的标签",
    alsoKnownAs: "又名",
  },
  search: {
    all: (labels) => `搜索全部 ${count(labels)} 个标签`,
    placeholder: "用自己的话描述你看到的",
    begin: "输入几个字母或首字母。Enter 添加第一个标签，1 到 9 添加其他；按住 Shift 可继续搜索。",
    recent: "最近添加过这些：按 1 到 9 再次添加，或输入几个字母。",
    added: (name) => `已添加：${name}。按 1 到 9 再添加一个，或继续输入；Esc 关闭。`,
    nothing: "没有这样的标签。换个词试试：标签列表是固定的。",
    found: (labels, max, mayGoOn) =>
      `找到${labels === max ? `前 ${max}` : ` ${labels}`} 个。按 1 到 9 添加${mayGoOn ? "，按住 Shift 可继续" : ""}；Enter 添加选中的，↑ ↓ 选择。`,
    results: "找到的标签",
    ticked: "已勾选",
    onCard: "在卡片上",
  },
};

export const contains: Translation["contains"] = {
  title: "图版",
  ask: (name) => `勾选所有包含它的照片：${name}`,
  rule: "只要有一个就算，不管照片里还有什么。部分遮挡也算；图画不算。",
  photos: (name) => `要查看的照片：${name}`,
  photo: (at, of) => `照片 ${at} / ${of}`,
  cannotBeShown: "这张照片无法显示，不需要回答。",
  open: (at) => `放大照片 ${at}`,
  ticked: (value, of) => `${count(of)} 张照片中已勾选 ${count(value)} 张`,
  exemplars: "示例",
  flag: "上报",
  flagged: "已上报",
  flagHint: "将焦点所在的照片上报给负责人",
  flagTitle: (at) => `将照片 ${at} 上报给负责人`,
  submit: "提交",
  undo: "撤销",
  back: "上一张图版",
  toast: {
    submitted: (value, of) => `已提交：${count(of)} 张中勾选 ${count(value)} 张`,
    extra: "这张图版的答案已经齐了：你的答案会保留，但不计入",
  },
  large: {
    title: (at, of) => `照片 ${at} / ${of}`,
    tick: "勾选",
    untick: "已勾选",
    original: "完整分辨率",
    previous: "上一张照片",
    next: "下一张照片",
  },
  conflict: { ticked: (value, of) => `${count(of)} 张中已勾选 ${count(value)} 张` },
  done: {
    title: (done) => (done > 0 ? "全部完成。" : "目前没有图版。"),
    answered: (done) => `你回答了 ${sheets(done)}。`,
    comes: "负责人制作图版后会显示在这里。",
    work: "我的任务",
    undo: "回到上一张图版",
  },
  keys: {
    tick: "勾选照片，或取消勾选",
    arrows: "到旁边、上面或下面的照片",
    ends: "到第一张或最后一张照片",
    endKeys: "Home 和 End",
    submit: "提交并到下一张图版",
    undo: "撤回最近的勾选或提交",
    back: "回到最近提交的图版",
    photo: "放大照片",
    flag: "将照片上报给负责人",
    exemplars: "放大标签的示例",
    guideline: "规范",
    help: "快捷键列表",
  },
  work: {
    title: "照片图版",
    ofDone: (total) => `/ ${count(total)} 已回答`,
    left: (left) => `还剩 ${sheets(left)}，每张针对一个标签。`,
    begin: "开始",
    goOn: "继续",
    finished: "目前全部完成。可能还会有新图版。",
  },
};

export const qualification: Translation["qualification"] = {
  task: "练习",
  start: {
    title: (value) => `开始之前：${count(value)} 张练习图片`,
    text: "操作与之后的图片相同。每张之后，会在你的答案旁显示专家的选择。",
    rule: (percent) => `当 ${percent} 的标签正确（你和专家都选择）时，任务就会开放。两可的标签不计入。`,
    attempts: (value) =>
      value === 1 ? "你有一次机会。" : `你有 ${count(value)} 次机会，时间充裕：不会计算速度。`,
    begin: "开始",
    goOn: "继续",
    underWay: (done, total) => `${count(total)} 张练习图片中，你已完成 ${count(done)} 张。`,
  },
  passed: {
    title: "通过：任务已开放",
    text: (right, labels) =>
      labels === 0 ? "没有错误。" : `${count(labels)} 个标签中有 ${count(right)} 个正确。做得好。`,
  },
  letIn: { title: "任务已开放", text: "负责人已为你开放。" },
  notYet: {
    title: "尚未通过",
    text: (right, labels, percent) =>
      `${count(labels)} 个标签中有 ${count(right)} 个正确，需要达到 ${percent}。请再看看练习图片，然后重试。`,
    left: (value) => `你还有 ${count(value)} 次机会。`,
    again: "重试",
  },
  usedUp: {
    title: "由负责人决定后续",
    text: (right, labels, percent) =>
      `最近一次 ${count(labels)} 个标签中有 ${count(right)} 个正确，需要达到 ${percent}。你的机会已用完。负责人会看到，并可以为你开放任务或再给机会；这个页面会通知你。`,
  },
  notReady: {
    title: "练习图片尚未准备好",
    text: "你的任务从几张练习图片开始，而负责人还没有选够。准备好后会显示在这个页面。",
  },
  answers: {
    title: "你的练习图片",
    exact: "标签全部正确",
    not: "标签不全正确",
    look: (number, state) => `练习图片 ${number}：${state}`,
  },
  feedback: {
    label: "专家的选择",
    title: (number, total) => `练习图片 ${number} / ${total}`,
    exact: "全部正确！",
    nothing: "专家也什么都没选。",
    cards: "这些卡片是你或专家选择的标签。请看它们的示例；≠ 会把标签与易混淆的标签并排显示。",
    later: "已提交。恢复连接后会显示专家的选择。",
    noCards: "你和专家都没有选择标签。",
    verdicts: {
      hit: { title: "正确", onCard: "正确" },
      missed: { title: "遗漏", onCard: "遗漏" },
      wrong: { title: "多选", onCard: "多选" },
      either: { title: "两可，不计入", onCard: "两可" },
      unsure: { title: "你不确定，不计入", onCard: "你不确定" },
      unknown: { title: "没有专家看过，不计入", onCard: "没有专家看过" },
    },
    expertsSaid: {
      yes: "专家选择了它",
      no: "专家没有选择它",
      either: "两可",
    },
  },
  neither: "练习图片不能跳过或上报：请尽力回答。答错没有损失。",
};
