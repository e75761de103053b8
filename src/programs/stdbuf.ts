import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command with other buffers. */
export const stdbufProgram = defineWrapper({
  names: ["stdbuf"],
  options: ["-i --input=MODE", "-o --output=MODE", "-e --error=MODE", "--help", "--version"],
  usageStatus: 125,
});
