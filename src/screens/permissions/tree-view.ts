import type { AccessReport, Difference } from "../../domain/access-report.ts";
import { countOf } from "../../domain/text.ts";
import { lazyLines } from "../app/lines.ts";
import type { PageView } from "../app/page.ts";
import type { Look } from "../look.ts";
import { backKey } from "../parts/key-bar.ts";
import { padded } from "../text/cells.ts";
import { type Line, shown, token } from "../text/tokens.ts";

/** What is not like the rest below a folder, as a tree. */
export function drawTree(report: AccessReport, at: number, look: Look, width: number): PageView {
  const { differences, path } = report;
  const count = differences.length;
  return {
    title: token("Not like the rest", "strong"),
    right: [token(`${shown(path, look)}   ${countOf(count, "thing")}`, "dim")],
    body:
      count === 0
        ? [[token(" ok ", "ok"), token(" everything inside is owned and protected alike")]]
        : lazyLines(count, (index) =>
            rowOf(differences[index], differences[index - 1], index === at, look, width),
          ),
    ...(count === 0 ? {} : { selected: at }),
    keys: [
      ...(count === 0 ? [] : [{ shown: "Enter", label: "open it" }]),
      { shown: "up/down", label: "move" },
      { ...backKey, label: "table" },
    ],
  };
}

/** A name under the folder it is in; of a folder that the row above is in as well, only the name. */
function rowOf(
  difference: Difference | undefined,
  above: Difference | undefined,
  isSelected: boolean,
  look: Look,
  width: number,
): Line {
  if (difference === undefined) return [];
  const parts = difference.path.split("/");
  const before = above?.path.split("/") ?? [];
  const isShared =
    parts.length > 1 && parts.slice(0, -1).join("/") === before.slice(0, -1).join("/");
  const indent = isShared ? "  ".repeat(parts.length - 1) : "";
  const name = `${indent}${isShared ? (parts.at(-1) ?? "") : difference.path}${difference.isFolder ? "/" : ""}`;
  const room = Math.max(16, Math.floor(width / 2));
  return [
    token(isSelected ? " > " : "   ", "key"),
    token(padded(shown(name, look), room), isSelected ? "strong" : "plain"),
    token(` ${shown(difference.what, look)}`, "dim"),
  ];
}
