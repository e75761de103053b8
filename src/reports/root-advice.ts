/** What root is told before anything else, on the screen and in text. */
export const rootAdvice =
  "caution: you are root, and a mistake of root's reaches the whole machine. \
Start handrail as yourself and put sudo before the lines that need it: they are reviewed too.";
