import type { Translation } from "../translation.ts";

/** The sample labels are named as their cards name them. */
const steps: Translation["tutorial"]["steps"] = {
  tick: {
    title: "勾选你看到的",
    text: "每张卡片上有对应的数字键。有标签的物体有两个：浓缩咖啡（espresso）和杯子（cup）。用 1 到 5 键勾选这两个，或点击卡片。",
    touch: "有标签的物体有两个：浓缩咖啡（espresso）和杯子（cup）。点按卡片勾选这两个。",
    wrong: "图中没有。再做一次同样的操作即可取消勾选。",
    right: "每种物体一个标签，不管有多少个。",
  },
  submit: {
    title: "提交",
    text: "两个标签都已勾选。按 Enter 提交并进入下一张图片。",
    touch: "两个标签都已勾选。点“提交”进入下一张图片。",
    wrong: "取消那一个：只有浓缩咖啡和杯子。",
    right: "大多数图片只需要这样。",
  },
  likeliest: {
    title: "互斥的标签",
    text: "一只狗只有一个品种。两只狗是同一品种：只勾选最可能的一个，然后按 Enter。它们耳朵长而卷曲，毛色金红：可卡犬（cocker spaniel）。",
    touch:
      "一只狗只有一个品种。两只狗是同一品种：只勾选最可能的一个，然后点“提交”。它们耳朵长而卷曲，毛色金红：可卡犬（cocker spaniel）。",
    wrong: "品种互斥：只保留最可能的。这里是可卡犬。",
    right: "标签互斥时，选择最可能的。",
  },
  exemplars: {
    title: "示例",
    text: "不清楚标签是什么样子？V 会在图片旁显示焦点卡片的示例；方向键移动焦点。现在按 V，再按 V 或 Esc 返回。",
    touch: "不清楚标签是什么样子？点按卡片的照片或长按卡片：示例会放大显示。现在打开，再关闭。",
    right: "照片比名称更可靠：很多词的含义比想象的窄。",
  },
  groups: {
    title: "更多分组",
    text: "卡片不止五张。空格键打开下一组；Q、W、E、R 打开四组之一。在这里勾选虎斑猫（tabby），在第二组勾选毛线（wool），然后按 Enter。",
    touch:
      "卡片不止五张。底部的栏可打开其他分组。在这里勾选虎斑猫（tabby），在第二组勾选毛线（wool），然后点“提交”。",
    wrong: "只保留虎斑猫，以及第二组的毛线。",
    right: "没打开的算作没看过，绝不算“否”。",
  },
  parts: {
    title: "整体与部分",
    text: "汽车和车轮如果都是标签，就都算。这座教堂（church）和它的圆顶（dome）也一样：两个都勾选，然后按 Enter。",
    touch:
      "汽车和车轮如果都是标签，就都算。这座教堂（church）和它的圆顶（dome）也一样：两个都勾选，然后点“提交”。",
    wrong: "这座建筑是教堂。保留教堂和它的圆顶。",
    right: "整体和部分：都选。",
  },
  hidden: {
    title: "被遮挡和被截断",
    text: "吉他挡住了一部分鼓，还有些被截断。它们照样算。勾选电吉他（electric guitar）和鼓（drum），然后按 Enter。",
    touch:
      "吉他挡住了一部分鼓，还有些被截断。它们照样算。勾选电吉他（electric guitar）和鼓（drum），然后点“提交”。",
    wrong: "图中没有。保留电吉他和鼓。",
    right: "只要认得出来就算，不管看到多少。",
  },
  unsure: {
    title: "不确定",
    text: "这是哪种蜥蜴？看过仍无法决定时，按住 Shift 再按卡片的数字：不确定。卡片上的问号作用相同。给其中一个标上“不确定”，然后按 Enter。",
    touch: "这是哪种蜥蜴？看过仍无法决定时，点按卡片上的问号：不确定。给其中一个标上“不确定”，然后点“提交”。",
    wrong: "只在有把握时勾选。这里请用“不确定”：卡片上的问号。",
    right: "“不确定”也是答案：专家会再看一次。",
  },
  search: {
    title: "缺少标签",
    text: "露台上有遮阳伞，但卡片里没有。按 / 并输入“umbrella”；按 Enter 添加。",
    touch: "露台上有遮阳伞，但卡片里没有。打开卡片下方的搜索，输入“umbrella”，点按找到的结果。",
    right: "可以按名称、同义词和定义中的词搜索，输错一点也没关系。",
  },
  none: {
    title: "以上都不是",
    text: "一朵大丽花，而没有对应的标签。X 会依次显示所有分组，让你都看过，然后回答“以上都不是”。接着按 Enter。",
    touch: "一朵大丽花，而没有对应的标签。“以上都不是”会依次显示所有分组，让你都看过。点按它，再点“提交”。",
    wrong: "图中不是这个。取消勾选，然后回答“以上都不是”。",
    right: "“以上都不是”本身就是答案。回答前请先搜索。",
  },
  undo: {
    title: "撤销",
    text: "“Monastery”被误勾选了。U 撤回最近一步操作，包括提交。",
    touch: "“Monastery”被误勾选了。“撤销”撤回最近一步操作，包括提交。",
    right: "可以撤销任意多步，包括之前的图片。",
  },
  flag: {
    title: "上报",
    text: "图片有问题，或规范没有涉及？F 会告诉负责人。按 F 并选择原因。",
    touch: "图片有问题，或规范没有涉及？“上报”会告诉负责人。点按并选择原因。",
    right: "上报不会改变标签。你仍然可以回答这张图片。",
  },
  skip: {
    title: "跳过",
    text: "S 把图片推后；它最后会再次出现。按 S 并选择原因。",
    touch: "“跳过”把图片推后；它最后会再次出现。点按并选择原因。",
    right: "宁可跳过，不要猜。",
  },
  help: {
    title: "所有快捷键",
    text: "? 按你键盘上的样子显示所有按键，并可更改。打开列表，再按 Esc 关闭。",
    touch: "使用键盘时，每个按钮都有快捷键。顶部的问号显示全部，并可更改。打开列表，再关闭。",
    right: "每个按键也都有按钮。",
  },
  guideline: {
    title: "画出来的呢？",
    text: "图画、玩具和雕像：每个项目在规范中有自己的规定。G 打开它。读一读，再按 Esc 关闭。",
    touch: "图画、玩具和雕像：每个项目在规范中有自己的规定。在顶部打开，读一读，再关闭。",
    right: "有疑问时，以规范为准。",
  },
};

export const tutorial: Translation["tutorial"] = {
  name: "教程",
  steps,
  label: "要做什么",
  progress: (step, total) => `第 ${step} 步，共 ${total} 步`,
  nearly: "对了。现在按 Enter。",
  nearlyTouch: "对了。现在点“提交”。",
  wrong: (labels, why) => `${labels.join("、")}：${why}`,
  right: (text) => `对了。${text}`,
  next: "继续",
  finish: "完成",
  back: "返回",
  skip: "跳过教程",
  sure: {
    title: "跳过教程吗？",
    text: "可以在“我的任务”里再次找到它。",
    yes: "跳过",
    no: "继续学习",
  },
  failed: "教程无法加载。",
  again: "重试",
  offer: {
    title: "第一次来？",
    text: "教程用示例照片介绍快捷键和规则，大约五分钟。不会在项目中保存任何内容。",
    start: "开始教程",
    resume: (step) => `从第 ${step} 步继续教程`,
    skip: "以后再说",
  },
  or: "，或",
  repeat: "再学一遍教程",
  taken: "教程已完成",
};
