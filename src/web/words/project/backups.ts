/** Copies of the whole installation, which its server keeps. */
export const backups = {
  title: "Backup of the installation",
  text: "Copies everything into one file on the server while people work: all projects, accounts, answers and copied images. It is read back and compared before it counts.",
  why: "The file stays on the server: it holds other projects, everybody's account, and the key by which samples are drawn.",
  noPlace:
    "This installation names no folder for backups. Whoever runs it names one (MULTILABELFY_BACKUPS=/mnt/backups), or makes one by hand:",
  kept: (folder: string, keep: number) =>
    `Kept in ${folder}: the newest ${keep} that were asked for, beside those that the server makes by itself.`,
  inside: (keep: number) =>
    `The newest ${keep} are kept in the server's data folder. That helps against mistakes, not against the loss of its disk: have whoever runs the server name a folder on another one (MULTILABELFY_BACKUPS).`,
  button: "Back up now",
  wait: "A backup is under way: it is above, among the jobs.",
  none: "There is none yet.",
  table: {
    caption: "Backups that are kept",
    madeAt: "Begun",
    size: "Size",
    how: "Made",
    hash: "SHA-256",
    asked: "asked for",
    byItself: "by itself",
    noHash: "not kept",
    copyHash: "the hash",
  },
  restore: "Restoring is done beside the server, into an empty folder. The newest:",
};
