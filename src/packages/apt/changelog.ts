import { consult, type Inquiry } from "../../domain/inquiry.ts";
import { askApt } from "./commands.ts";
import { askStates } from "./states.ts";

/**
 * What changed since the version that is here. It is fetched from the source; where that cannot be,
 * what the installed version brought along is better than nothing, and is called so.
 */
export function* askChangelog(name: string): Inquiry<string | undefined> {
  const words = ["changelog", "-qq", "--", name];
  const fetched = yield* askApt("apt-get", words);
  if (fetched.status === 0 && fetched.output !== "") {
    const [state] = yield* askStates([name]);
    return state === undefined ? fetched.output : changesSince(fetched.output, state.version);
  }
  const plain = name.replace(/:.*/, "");
  for (const file of ["changelog.Debian.gz", "changelog.gz"]) {
    const path = `/usr/share/doc/${plain}/${file}`;
    const kept = yield* consult({ kind: "run", program: "gzip", arguments: ["-cd", "--", path] });
    if (kept.status === 0 && kept.output !== "") return `${installedOnly}\n\n${kept.output}`;
  }
  return undefined;
}

const installedOnly = "The source could not be asked what is new. Up to the version that is here:";

/** The entries above that of a version; all of them where it has none, or the first. */
export function changesSince(text: string, version: string): string {
  // A package that was only built again has the changelog of its source.
  const source = version.replace(/\+b\d+$/, "");
  const lines = text.split("\n");
  const at = lines.findIndex((line) => /^\S+ \(([^)]*)\)/.exec(line)?.[1] === source);
  return at <= 0 ? text : `${lines.slice(0, at).join("\n").trimEnd()}\n`;
}
