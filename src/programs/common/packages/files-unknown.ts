import type { Call } from "../../../domain/program.ts";
import { countOf } from "../../../domain/text.ts";

/** Says that it is not known what files so many packages bring or take along; 0 where nobody knows how many. */
export function sayFilesUnknown(call: Call, count: number): void {
  const packages =
    count === 0 ? "packages" : count === 1 ? "the package" : countOf(count, "package");
  const whose = count === 1 ? "its" : "their";
  call.uncertain(`which files ${packages} and ${whose} scripts change is not worked out`);
}
