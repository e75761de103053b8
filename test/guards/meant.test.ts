import assert from "node:assert/strict";
import { test } from "node:test";
import { guardsFor } from "../../src/cli/guard-finder.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { review } from "../../src/plan/review.ts";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";

/** What the review offers first of all in place of a line. */
function offeredFirst(line: string, as: FixtureUser): { line: string; why: string } | undefined {
  const machine = fixtureMachine(as);
  const { findings } = review(foreseeThere(line, as), {
    facts: machine.facts,
    guardsFor,
    level: "novice",
    foresee: (other) => {
      const result = foreseeLine(other, fixtureSituation(as), machine);
      return "kind" in result ? undefined : result;
    },
    assessUndo: () => ({ grade: "full" }),
  });
  return findings.flatMap(({ instead }) => instead)[0];
}

/** Slips, and the line that was probably meant. */
const meant: readonly (readonly [line: string, mended: string, as?: FixtureUser])[] = [
  ["rm -rf photos *", "rm -rf photos"],
  ["rm -rf ~ /photos", "rm -rf ~/photos"],
  ["rm -rf . /photos", "rm -rf ./photos"],
  ["rm -rf / home/ann/photos", "rm -rf /home/ann/photos"],
  ['rm -rf "$BUILD"/*', 'rm -rf "${BUILD:?}"/*'],
  ['rm -rf "$BUILD"/*', 'rm -rf "${BUILD:?}"/*', "root"],
  ["cd /wrong; rm -rf *", "cd /wrong && rm -rf *"],
  ["find . -delete -name '*.swp'", "find . -name '*.swp' -delete"],
  ["chmod -R 777 site", "chmod -R u=rwX,go=rX site"],
  ["sudo chmod -R 777 /var/www/html", "sudo chmod -R u=rwX,go=rX /var/www/html"],
  ["chmod -R 644 site", "chmod -R u=rwX,go=rX site"],
  ["chmod -R 600 site", "chmod -R u=rwX,go= site"],
  ["chmod -R 664 site", "chmod -R ug=rwX,o=rX site"],
  ["chmod -R -x projects", "find projects -type f -exec chmod -x {} +"],
  ["chmod 644 ~/.ssh/id_rsa", "chmod 600 ~/.ssh/id_rsa"],
  ["usermod -G docker ann", "usermod -aG docker ann", "root"],
  ["sudo usermod -G docker ann", "sudo usermod -aG docker ann"],
  ["cat new.pub > ~/.ssh/authorized_keys", "cat new.pub >> ~/.ssh/authorized_keys"],
  ["echo k > ~/.ssh/authorized_keys", "echo k >> ~/.ssh/authorized_keys", "root"],
  ["sudo vi letter.txt", "vi letter.txt"],
  ["tar czf notes.txt photos", "tar czf photos.tar.gz notes.txt photos"],
  ["tar czf notes.txt photos.tgz", "tar czf photos.tgz notes.txt"],
  ["tar cvf *.txt", "tar cvf files.tar *.txt"],
  ["ln -sf nosuch notes.txt", "ln -s notes.txt nosuch"],
  ["rsync -a --delete empty/ Documents/", "rsync -a --delete Documents/ empty/"],
  ["sort notes.txt > notes.txt", "sort notes.txt > notes.txt.new"],
  ["tr a b < notes.txt > notes.txt", "tr a b < notes.txt > notes.txt.new"],
  ["mv [ol]*.txt", "ls -d [ol]*.txt"],
  ["crontab -r", "crontab -e"],
  ["mv /home/bob /home/robert", "usermod -m -d /home/robert bob", "root"],
  ["cd src && git push -f origin main", "cd src && git push --force-with-lease origin main"],
];

for (const [line, mended, as = "user"] of meant) {
  test(`${as}: ${line}: ${mended} comes first`, () => {
    assert.equal(offeredFirst(line, as)?.line, mended);
  });
}

test("the stick that can be taken out is named by its model beside a disk that cannot", () => {
  const offered = offeredFirst("dd if=image.iso of=/dev/sda", "root");
  assert.match(offered?.line ?? "", /^lsblk .* \/dev\/sdc$/);
  assert.match(offered?.why ?? "", /Flash Drive, 8 GB, is \/dev\/sdc/);
  assert.doesNotMatch(offeredFirst("dd if=image.iso of=/dev/sdc", "root")?.why ?? "", /Flash/);
});

/** Lines of the same shape in which nothing slipped. */
const sound = [
  "rm -rf web/node_modules",
  "find . -name '*.swp' -delete",
  "chmod -R u=rwX,go=rX site",
  "tar czf photos.tgz photos",
  "ln -s notes.txt nosuch",
  "sort notes.txt > sorted.txt",
  "mv [ol]*.txt photos",
];

for (const line of sound) {
  test(`nothing is offered for ${line}`, () => assert.equal(offeredFirst(line, "user"), undefined));
}
