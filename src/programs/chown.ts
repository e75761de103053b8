import type { Call, Program } from "../domain/program.ts";
import { changeOwners, ownerOptions } from "./common/change-owners.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import { type Owner, parseOwner } from "./common/owner.ts";
import { readOwnerOperands } from "./common/owner-operands.ts";
import type { Report } from "./common/report.ts";

const options = [...ownerOptions, "--from=CURRENT", ...commonOptions];

/** Changes owners and groups. */
export const chownProgram: Program = {
  names: ["chown"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const from = read.value("from");
      const required = from === undefined ? {} : parse(call, from, report);
      if (required === undefined) return;
      const change = readOwnerOperands(call, read, report, {
        parse: (word) => parse(call, word, report),
        take: ({ uid, gid }) => ({ uid, gid }),
      });
      if (change !== undefined) changeOwners(call, read, report, { ...change, required });
    }),
};

function parse(call: Call, word: string, report: Report): Owner | undefined {
  const owner = parseOwner(word, call.facts.accounts);
  const shown = quoteText(word, call.environment);
  if (typeof owner === "string") {
    report.fail(`${owner}: ${shown}`);
    return undefined;
  }
  if (owner.isOldForm === true) report.warn(`warning: '.' should be ':': ${shown}`);
  return owner;
}
