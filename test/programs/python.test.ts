import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

function sourcesOf(line: string): readonly string[] {
  return foreseeThere(line, "user").effects.flatMap((effect) =>
    effect.kind === "run-code" ? [`${effect.interpreter} ${effect.source.kind}`] : [],
  );
}

test("program text from the network is told from program text of the line", () => {
  assert.deepEqual(sourcesOf("curl https://get.example.org | python3"), ["python3 network"]);
  assert.deepEqual(sourcesOf("curl https://get.example.org | perl -"), ["perl network"]);
  assert.deepEqual(sourcesOf("echo 'import this' | python3"), ["python3 program"]);
  assert.deepEqual(sourcesOf("python3 -c 'import this'"), ["python3 program"]);
  assert.deepEqual(sourcesOf("curl https://get.example.org | python3 script.py"), [
    "python3 program",
  ]);
});

test("a script that the line fetched is read by nobody", () => {
  const line = "curl -o new.py https://get.example.org; python3 new.py";
  assert.deepEqual(sourcesOf(line), ["python3 network"]);
});

test("whatever it runs is said to be unknown", () => {
  assert.ok(foreseeThere("perl -pi -e s/a/b/e notes.txt", "user").unknown.length > 0);
  assert.deepEqual(foreseeThere("python3 --version", "user").unknown, []);
});

/** Programs of which a part goes beyond what is followed. */
const further: readonly string[] = [
  `python3 -c 'import os; os.remove("notes.txt"); exec("x")'`,
  `python3 -c 'print(f"{1:>3}")'`,
  `python3 -c 'import random; open(str(random.random()), "w")'`,
  `perl -e 'unlink "notes.txt"; eval "x"'`,
  `perl -e 'my @a = (1); print "@a"'`,
  `python3 -c 'open(sys.argv[1], "w")' x`,
  `python3 -c 'import sys; open(sys.argv[3], "w")' x`,
  `perl -e 'print "@ARGV[0]"' x`,
  `perl -e 'unlink $ARGV[1]' x`,
  `perl -e 'print "$x[0] $y{a} $z->b"'`,
  `perl -e 'open(my $f, ">:utf8", "x")'`,
  `perl -e 'open(F, "|cat")'`,
  `perl -e 'open(F, "> x"); unlink "x"; print F "y"'`,
  `perl -e 'mkdir "a" || die; mkdir "b"'`,
  `perl -e 'my $n = glob("*"); mkdir $n'`,
  `perl -e 'mkdir "a" . 1 + 2'`,
  `perl -e 'mkdir "a" if "0" or "1"'`,
  `perl -e 'for my $x (1..3) { last if $x == 2; mkdir $x }'`,
  `perl -e 'my $x = "a"; if (1) { my $x = "b"; } mkdir $x'`,
  `perl -e 'for (1) { my $y = "in" } mkdir "z$y"'`,
  `perl -e 'for (1, 2) { mkdir "\${y}z"; my $y = $_ }'`,
  `perl -e 'if (1) { my $x = "a"; if (1) { my $x = "b" } mkdir $x }'`,
  `perl -e 'if (1) { open(my $f, ">", "x") } print $f "y"'`,
  `perl -lane 'print $F[system("x")]' notes.txt`,
  `perl -lane 'print $F[0]->x' notes.txt`,
  `node -e 'fs.unlinkSync(process.argv.slice(1)[0])' x`,
  `node -e 'if ("a") fs.mkdirSync("x")'`,
  `node -e 'if (1 == "1") fs.mkdirSync("x")'`,
  `node -e 'const f = "a"; for (const f of ["b"]) fs.mkdirSync(f)'`,
  `node -e 'if (fs.existsSync("x")) fs.mkdirSync("y"); else fs.mkdirSync("x")'`,
  `node -e 'fs.rm("notes.txt", () => {})'`,
  `node -e 'fs.writeFileSync("x", process.argv[0])'`,
];
for (const line of further) {
  test(`not followed, and said so: ${line}`, () => {
    assert.ok(foreseeThere(line, "user").unknown.length > 0);
  });
}

test("a plain program is followed, and what it deletes is known", () => {
  const foreseen = foreseeThere(`python3 -c 'import os; os.remove("notes.txt")'`, "user");
  assert.deepEqual(foreseen.unknown, []);
  assert.deepEqual(
    foreseen.changes().map(({ change }) => change),
    ["deleted"],
  );
});
