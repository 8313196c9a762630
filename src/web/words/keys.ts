/** The sheet of keys. */
export const keys = {
  byPlace:
    "Your browser does not tell what your keyboard prints. Letters are shown as on a QWERTY keyboard, and go by their place: Q is the first letter of its row on every layout.",
  space: "Space",
  enter: "Enter",
  escape: "Esc",
} as const;
