import type { Cause } from "../../domain/effect.ts";
import type { Alternative } from "../../domain/finding.ts";
import type { Foreseen } from "../../domain/plan.ts";
import { alternatives, editLine, typedForm } from "./edit-line.ts";

/** The typed line with `-aG` for `-G`. */
export function addingGroups(cause: Cause, foreseen: Foreseen): readonly Alternative[] {
  const option = cause.command.find(({ text }) => /^-\w*G\w*$|^--groups/.test(text));
  if (option === undefined) return [];
  const typed = typedForm(option);
  const changed = typed.startsWith("--") ? `-a ${typed}` : typed.replace("G", "aG");
  const line = editLine(foreseen, cause, [[option, changed]]);
  return alternatives([line, "adds the group and keeps the others"]);
}
