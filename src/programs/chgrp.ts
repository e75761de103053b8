import type { Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeOwners, ownerOptions } from "./common/change-owners.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import { parseGroup } from "./common/owner.ts";

const options = [...ownerOptions, ...commonOptions];

/** Changes groups. */
export const chgrpProgram: Program = {
  names: ["chgrp"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const reference = read.value("reference");
      const operands = reference === undefined ? read.operands.slice(1) : read.operands;
      const name = reference === undefined ? read.operands[0]?.text : undefined;
      if (operands.length === 0) {
        const after = name === undefined ? "" : ` after ${quoteText(name, call.environment)}`;
        report.usage(`missing operand${after}`);
        return;
      }
      if (reference !== undefined) {
        const status = call.files.stat(reference);
        if (isError(status)) {
          report.failOn("failed to get attributes of", reference, status);
          return;
        }
        changeOwners(call, read, report, {
          operands,
          owner: { gid: status.gid },
          required: {},
        });
        return;
      }
      const gid = name === "" ? undefined : parseGroup(name ?? "", call.facts.accounts);
      if (gid === undefined && name !== "") {
        report.fail(`invalid group: ${quoteText(name ?? "", call.environment)}`);
        return;
      }
      changeOwners(call, read, report, {
        operands,
        owner: gid === undefined ? {} : { gid },
        required: {},
      });
    }),
};
