import assert from "node:assert/strict";
import { realpathSync } from "node:fs";
import { describe, it } from "node:test";
import { builtinLines, surroundingLines } from "./lines/builtins.ts";
import { controlFlowLines } from "./lines/control-flow.ts";
import { mixedLines } from "./lines/mixed.ts";
import { posixShellLines } from "./lines/posix-shell.ts";
import { redirectionLines } from "./lines/redirections.ts";
import { shellOptionLines } from "./lines/shell-options.ts";
import { foresee, runReally, withFixture } from "./model.ts";

const groups = {
  redirections: redirectionLines,
  "control flow": controlFlowLines,
  "shell options": shellOptionLines,
  builtins: builtinLines,
  mixed: mixedLines,
  surroundings: surroundingLines,
  "sh as dash": isDash() ? posixShellLines : [],
};

for (const [name, lines] of Object.entries(groups)) {
  describe(`lines foreseen and really run: ${name}`, () => {
    for (const line of lines) it(line.replaceAll("\n", "\\n"), () => compare(line));
  });
}

function isDash(): boolean {
  return realpathSync("/bin/sh").endsWith("/dash");
}

/** Files, standard output and status must be the same, with nothing unknown. */
function compare(line: string): void {
  withFixture((folder) => {
    const foreseen = foresee(line, folder);
    const real = runReally(line, folder);
    assert.deepEqual(foreseen.unknown, []);
    assert.deepEqual(foreseen.tree, real.tree);
    assert.deepEqual(foreseen.output, { kind: "text", text: real.output });
    assert.equal(foreseen.status, real.status);
  });
}
