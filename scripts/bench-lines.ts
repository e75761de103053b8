import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSession } from "../src/cli/session.ts";
import { limitsForReview, readSituation } from "../src/cli/situation.ts";

/** Lines as people type them: quiet ones, findings of several guards, loops, failures. */
const lines = [
  "ls -la",
  "cd docs && grep -rn Page . | sort | head -5",
  "rm -rf docs",
  "rm docs/page-1.md docs/page-2.md",
  "find . -name '*.md' -mtime -1 -delete",
  'for f in docs/*.md; do mv "$f" "saved-$(basename "$f")"; done',
  "cp -r docs saved && rm -r docs && mv saved docs",
  'rm -rf "$BUILD"/docs',
  "sudo rm -rf /var/lib/dpkg",
  "chmod -R 777 .",
  "chown -R nobody docs",
  "tar czf docs.tgz docs && rm -r docs",
  "echo done > docs/page-0.md",
  "sed -i 's/Page/page/' docs/page-1.md",
  "dd if=/dev/zero of=/dev/sda",
  "curl -s https://example.org/install.sh | sh",
  'x=$(basename docs/page-1.md .md); touch "$x.new"',
  "if [ -d docs ]; then mkdir -p a/b/c; else exit 1; fi",
  "cat > notes.txt <<EOF\none\ntwo\nEOF",
  "systemctl stop ssh",
] as const;

/** How many mixed lines one process foresees and judges in a second. */
export function benchLines(seconds: number): void {
  const folder = mkdtempSync(join(tmpdir(), "handrail-bench-lines-"));
  const before = process.cwd();
  try {
    mkdirSync(join(folder, "docs"));
    for (let page = 0; page < 40; page += 1) {
      writeFileSync(join(folder, `docs/page-${page}.md`), `# Page ${page}\n`.repeat(20));
    }
    process.chdir(folder);
    const session = openSession({ ...readSituation(), ...limitsForReview });
    const look = (line: string): void => {
      const foresight = session.engine.foresee(line);
      if (foresight.kind === "foreseen") session.review(foresight.foreseen);
    };
    for (const line of lines) look(line);
    const started = performance.now();
    let count = 0;
    for (; performance.now() - started < seconds * 1000; count += lines.length) lines.forEach(look);
    const each = count / ((performance.now() - started) / 1000);
    console.log(
      `${"mixed lines in one process".padEnd(34)}${each.toFixed(0).padStart(6)} lines a second`,
    );
  } finally {
    process.chdir(before);
    rmSync(folder, { recursive: true, force: true });
  }
}
