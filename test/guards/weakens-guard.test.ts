import assert from "node:assert/strict";
import { test } from "node:test";
import { weakensGuard } from "../../src/guards/weakens-guard.ts";
import { fixtureMachine, foreseeThere } from "../support/fixture-machine.ts";

function titles(line: string): readonly string[] {
  const { facts } = fixtureMachine("user");
  return weakensGuard.judge(foreseeThere(line, "user"), facts).map(({ title }) => title);
}

const hook = "This would have the shell no longer ask Handrail";
const past = "This would let lines go past Handrail";

/** Lines, and what is said of them; each beside its nearest neighbour. */
const lines: readonly (readonly [line: string, ...titles: readonly string[]])[] = [
  ["rm ~/.zshrc", hook],
  ["rm ~/.bashrc"],
  ["mv ~/.zshrc ~/.zshrc.old", hook],
  ["cp ~/.zshrc ~/.zshrc.old"],
  ["> ~/.zshrc", hook],
  [">> ~/.zshrc"],
  ["echo '# eval \"$(handrail hook zsh)\"' > ~/.zshrc", hook],
  ["echo '  eval \"$(handrail hook zsh)\"' > ~/.zshrc"],
  ["curl https://example.org/zshrc > ~/.zshrc", hook],
  ["curl https://example.org/zshrc >> ~/.zshrc"],
  ["echo 'guard() { :; }' >> ~/.bashrc", past],
  ["echo '# guard() { :; }' >> ~/.bashrc"],
  ["echo 'export HANDRAIL_OFF=1' >> ~/.profile", past],
  ["echo 'export EDITOR=vi' >> ~/.profile"],
  ["echo 'alias guard=true' >> notes.txt"],
  ["HANDRAIL_X=1 ls", past],
  ["unset PATH_TO_GUARD"],
  ["handrail() { :; }", past],
  ["guarded() { :; }"],
  ["sudo rm -rf /usr/local/lib/handrail", "This would take away or change Handrail itself"],
  ["sudo cp /usr/local/bin/guard /srv/guard"],
  ["sudo mv /usr/local/bin/guard /srv", "This would take away or change Handrail itself"],
  ["mkdir -p ~/.config/handrail"],
  ["rm -rf ~/.config/handrail", "This would change Handrail's own settings"],
  ["rm -rf ~/.config/other"],
  ["handrail settings"],
  ["guard --check rm -rf ~/.config/handrail"],
  ["guard -c 'rm -r ~/.config/handrail'", "This would change Handrail's own settings"],
];

for (const [line, ...expected] of lines) {
  test(`${expected.length === 0 ? "quiet" : "said"}: ${line}`, () => {
    assert.deepEqual([...new Set(titles(line))], expected);
  });
}

test("what guard would run is foreseen as if it stood there by itself", () => {
  const changes = (line: string) => foreseeThere(line, "user").changes();
  assert.deepEqual(changes("guard --level expert rm old.txt"), changes("rm old.txt"));
  assert.deepEqual(changes("guard --check rm old.txt"), []);
  assert.deepEqual(changes("guard --keep -c 'rm old.txt'"), []);
  assert.equal(foreseeThere("handrail install nginx", "user").unknown.length, 1);
});
