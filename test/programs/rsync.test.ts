import { rsyncProgram } from "../../src/programs/rsync.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  mkdir -p src/sub/deep src/empty; echo one > src/one; echo two > src/sub/two.txt; echo t > src/sub/deep/t.tmp; ln -s one src/link
  chmod 600 src/one; chmod 755 src/sub/two.txt; chmod 750 src/sub; ln src/one src/hard; ln -s sub src/dirlink; mkfifo src/pipe
  mkdir -p dst/sub/extra dst/gone; echo old > dst/one; echo x > dst/stale; echo e > dst/sub/extra/e; echo n > dst/sub/two.txt
  chmod 644 dst/one; mkdir -p same; cp -p src/one same/one; chmod 644 same/one; echo hmm > file; ln -s dst todst
  touch -d '2020-01-01' src/one dst/stale; touch -d '2030-01-01' dst/sub/two.txt; mkdir clash clash/one; echo i > clash/one/i
  mkdir clash2; echo s > clash2/sub; ln -s dst/gone clash2/empty; mkdir -p shut; chmod 500 shut; printf '*.tmp\\n# c\\n+ keep\\n' > patterns`;
const afterwards =
  "echo r > src/theirs; chmod 600 src/theirs; echo t > dst/theirs; chmod 644 dst/theirs";

function quiet(line: string): ProgramCase {
  return { line, ignoresErrors: true };
}

checkProgram(
  rsyncProgram,
  { fixture, afterwards },
  [
    "rsync -a src/ dst",
    "rsync -a src/ dst/",
    "rsync -a src dst",
    "rsync -a src new",
    "rsync -a src/ new",
    "rsync -a src/. new",
    "rsync -a src new/deep",
    "rsync -a --mkpath src new/deep",
    "rsync -r src/ dst",
    "rsync -r src/ new",
    "rsync -rl src/ new",
    "rsync -rL src/ new",
    "rsync -rk src/ new",
    "rsync -rlp src/ new",
    "rsync -rt src/ dst",
    "rsync -a --delete src/ dst/",
    "rsync -a --delete src dst/",
    "rsync -r --delete src/ dst/",
    "rsync -a --delete --exclude=stale src/ dst/",
    "rsync -a --delete --delete-excluded --exclude=stale src/ dst/",
    "rsync -a --delete --exclude=extra src/ dst/",
    "rsync -a --delete --exclude=e src/ dst/",
    "rsync -a --exclude=*.tmp src/ new",
    "rsync -a --exclude=/sub/deep src/ new",
    "rsync -a --exclude=sub/ src/ new",
    "rsync -a --exclude=/one src/ new",
    "rsync -a --exclude=/one src new",
    "rsync -a --exclude=/src/one src new",
    "rsync -a --include=*.txt --include=*/ --exclude=* src/ new",
    "rsync -a --exclude-from=patterns src/ new",
    "rsync -a --exclude=sub/** src/ new",
    "rsync -au src/ dst",
    "rsync -a --existing src/ dst",
    "rsync -a --ignore-existing src/ dst",
    "rsync -a --size-only src/ same",
    "rsync -rp src/one same/",
    "rsync -a src/one same/",
    "rsync -c src/one same/",
    "rsync src/one same/one",
    "rsync -I src/one same/one",
    "rsync src/one copy",
    "rsync src/one copy/",
    "rsync src/one src/hard copy",
    "rsync -a src/one file",
    "rsync src/one dst",
    "rsync -p src/one dst",
    "rsync -E src/sub/two.txt file",
    "rsync -aH src/ new",
    "rsync -aR src/sub new",
    "rsync -aR src/./sub/deep new",
    "rsync -n -a --delete src/ dst/",
    "rsync -a --remove-source-files src/ dst/",
    "rsync -ab src/ dst",
    "rsync -ab --suffix=.old --delete src/ dst",
    "rsync -a --inplace src/ dst",
    "rsync -a --backup-dir=../old src/ dst",
    "rsync -ab --backup-dir=old --delete src/ dst",
    "rsync -ab --backup-dir={}/bak --suffix=.b --delete src/ dst",
    "rsync -a --backup-dir=old src/one file",
    "rsync -a --chmod=D700,F600 src/ new",
    "rsync -a --chmod=go= src/ new",
    "rsync -a --no-p src/ new",
    "rsync -a --no-links src/ new",
    "rsync -a src/ todst",
    "rsync -a src/ todst/",
    "rsync -a src/ clash",
    "rsync -a --force src/ clash",
    "rsync -a --delete src/ clash",
    "rsync -a src/ clash2",
    "rsync -aK src/ clash2",
    "rsync -a src/ shut",
    "rsync -a src/ shut/new",
    "rsync src dst",
    "rsync -d src/ new",
    "rsync -a nosuch dst",
    "rsync -a --delete nosuch/ src/ dst",
    "rsync -a src/ file",
    "rsync -a src/sub src/one new",
    "rsync -a --max-size=3 src/ new",
    "rsync -av src/ dst",
    "rsync",
  ].map(quiet),
);
