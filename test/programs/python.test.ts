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
