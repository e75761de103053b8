import type { Call, Program } from "../domain/program.ts";
import { changeOwners, ownerOptions } from "./common/change-owners.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import { type Owner, parseGroup } from "./common/owner.ts";
import { readOwnerOperands } from "./common/owner-operands.ts";
import type { Report } from "./common/report.ts";

const options = [...ownerOptions, ...commonOptions];

/** Changes groups. */
export const chgrpProgram: Program = {
  names: ["chgrp"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const change = readOwnerOperands(call, read, report, {
        parse: (word) => parse(call, word, report),
        take: ({ gid }) => ({ gid }),
      });
      if (change !== undefined) changeOwners(call, read, report, { ...change, required: {} });
    }),
};

/** An empty word changes nothing. */
function parse(call: Call, word: string, report: Report): Owner | undefined {
  if (word === "") return {};
  const gid = parseGroup(word, call.facts.accounts);
  if (gid !== undefined) return { gid };
  report.fail(`invalid group: ${quoteText(word, call.environment)}`);
  return undefined;
}
