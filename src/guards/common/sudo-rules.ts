import type { Path } from "../../domain/world.ts";

/**
 * Whether the rules by which others than root become root are all gone, or no longer allow
 * everything. A file beside the main one is about what it names.
 */
export function losesRules(path: Path, text: string, before: string): boolean {
  const isMain = path === "/etc/sudoers";
  const old = rulesIn(before, isMain);
  const left = new Set(rulesIn(text, isMain));
  return old.length > 0 && !old.some((rule) => left.has(rule));
}

/** Whom each rule is about; in the main file with whether it allows everything. */
function rulesIn(text: string, isMain: boolean): readonly string[] {
  const lines = text.replace(/\\\n/g, " ").split("\n");
  const all = lines.flatMap((line) => {
    const [, subject, rest = ""] = /^\s*([%\w+#][\w.%:\\@-]*)\s+(.*=.*)$/.exec(line) ?? [];
    if (subject === undefined || /^(#|Defaults|\w+_Alias$)/.test(subject)) return [];
    return [isMain ? `${subject} ${/\bALL\s*$/.test(rest)}` : subject];
  });
  const others = all.filter((rule) => !/^root\b/.test(rule));
  return others.length > 0 ? others : all;
}
