import type { Program } from "../domain/program.ts";
import { isError } from "../domain/world.ts";
import { changeOwners, ownerOptions } from "./common/change-owners.ts";
import { commonOptions, runCoreutil } from "./common/coreutil.ts";
import { quoteText } from "./common/messages.ts";
import { parseOwner } from "./common/owner.ts";

const options = [...ownerOptions, "--from=CURRENT", ...commonOptions];

/** Changes owners and groups. */
export const chownProgram: Program = {
  names: ["chown"],
  options,
  run: (call) =>
    runCoreutil(call, options, (read, report) => {
      const reference = read.value("reference");
      const operands = reference === undefined ? read.operands.slice(1) : read.operands;
      const spec = reference === undefined ? read.operands[0]?.text : undefined;
      if (operands.length === 0) {
        const after = spec === undefined ? "" : ` after ${quoteText(spec, call.environment)}`;
        report.usage(`missing operand${after}`);
        return;
      }
      const from = read.value("from");
      const required = from === undefined ? {} : parseOwner(from, call.facts.accounts);
      if (typeof required === "string") {
        report.fail(`${required}: ${quoteText(from ?? "", call.environment)}`);
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
          owner: { uid: status.uid, gid: status.gid },
          required,
        });
        return;
      }
      const owner = parseOwner(spec ?? "", call.facts.accounts);
      const shown = quoteText(spec ?? "", call.environment);
      if (typeof owner === "string") {
        report.fail(`${owner}: ${shown}`);
        return;
      }
      if (owner.isOldForm === true) report.warn(`warning: '.' should be ':': ${shown}`);
      changeOwners(call, read, report, { operands, owner, required });
    }),
};
