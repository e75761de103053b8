import { defineFilter } from "./common/filter.ts";

/** Encodes or decodes; decoding can fail on what it reads. */
export const base64Program = defineFilter({
  names: ["base64", "base32"],
  options: ["-d --decode", "-i --ignore-garbage", "-w --wrap=COLS", "--help", "--version"],
  isStatusFromData: true,
});
