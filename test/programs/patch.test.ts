import { patchProgram } from "../../src/programs/patch.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  umask 022; seq 1 30 > f; cp f f.was; sed -e 's/^6$/six/' -e '20d' -e '25a new' f > g; diff -u f g > two || :; diff -U0 f g > bare || :
  { echo zero; cat f; } > shifted; sed 's/^4$/vier/' f > fuzzy; sed 's/^5$/fünf/' f > unlike; sed 's/^24$/x/' f > half; cp g done
  mkdir -p a/d b/d d empty shut; echo old > a/d/x; echo new > b/d/x; cp a/d/x d/x; diff -u a/d/x b/d/x > deep || :
  printf '%s\\n' '--- /dev/null' '+++ b/made/y' '@@ -0,0 +1,2 @@' '+one' '+two' > create
  printf '%s\\n' '--- a/d/x' '+++ /dev/null' '@@ -1 +0,0 @@' '-old' > delete
  printf '%s\\n' 'diff --git a/run b/run' 'new file mode 100755' '--- /dev/null' '+++ b/run' '@@ -0,0 +1 @@' '+#!' > git
  printf '%s\\n' '--- z' '+++ z' '@@ -1 +1 @@' '-a' '\\ No newline at end of file' '+b' > cut; printf a > z; chmod 640 z
  cat two deep > both; ln -s f l; echo junk > junk; : > none; cp f shut/f; chmod 444 half; diff f g > normal || :; chmod 555 shut
  for n in shifted fuzzy unlike half; do sed "1,2s/f\\t/$n\\t/;1,2s/ g\\t/ $n\\t/" two > $n.diff; done`;

const lines = [
  "patch -i two",
  "patch -i two f",
  "patch -R -i two done",
  "patch f two",
  "patch -b -i two",
  "patch -b -z .bak -i two",
  "patch -s -i bare",
  "patch --dry-run -i two",
  "patch -i two shifted",
  "patch -i two fuzzy",
  "patch -F0 -i two fuzzy",
  "patch -i two unlike",
  "patch -i two half",
  "patch --no-backup-if-mismatch -i two shifted",
  "patch --no-backup-if-mismatch -r - -i two half",
  "patch -i shifted.diff",
  "patch -p1 -i deep",
  "patch -p0 -i deep",
  "patch -p1 -i create",
  "patch -i create",
  "patch -p0 -i both",
  "patch -p1 -i delete",
  "patch -p1 -b -i delete",
  "patch -p1 -i git",
  "patch -p0 -i cut",
  "patch -N -i two done",
  "patch -N -r - -i two done",
  "patch -i two l",
  "patch -i junk",
  "patch -i none",
  "patch -i nosuch",
  "patch -d d -p2 -i ../deep",
];

checkProgram(patchProgram, { fixture, tools: ["patch"] }, [
  ...lines.map((line) => ({ line, ignoresErrors: true })),
  { line: "patch -i two done", isUnknown: true },
  { line: "patch -i two nosuch", isUnknown: true },
  { line: "patch -i deep", isUnknown: true },
  { line: "patch -p1 -i both", isUnknown: true },
  { line: "patch -p1 -R -i create -f", isUnknown: true },
  { line: "patch -p9 -f -i two", isUnknown: true },
  { line: "patch -i normal f", isUnknown: true },
  { line: "patch -l -i two", isUnknown: true },
]);
