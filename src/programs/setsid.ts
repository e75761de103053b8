import { defineWrapper } from "./common/wrapper.ts";

/** Runs a command in a session of its own; with -f it does not wait for it. */
export const setsidProgram = defineWrapper({
  names: ["setsid"],
  options: ["-c --ctty", "-f --fork", "-w --wait", "-h --help", "-V --version"],
  usageStatus: 1,
  finish: (outcome, read) =>
    read.has("fork") && !read.has("wait") ? { ...outcome, status: 0 } : outcome,
});
