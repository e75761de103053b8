import fc from "fast-check";
import { printingCommand, redirection, writingCommand } from "./random-commands.ts";
import { wordFillings } from "./random-words.ts";
import { arbitraryText } from "./template.ts";

/** Shapes that hold other statements: `<s>` anything, `<c>` something that ends with a status. */
const shapes = [
  "if <c>; then <s>; else <s>; fi",
  "if <c>; then <s>; fi",
  "for v in <paths>; do <s>; done",
  "for v in <paths>; do <c> && <s>; done",
  'for v in <paths>; do ‹cp|mv› "$v" ‹"$v.bak"|void/|"x-$v"|"d/$v"|"n/$v"›; done',
  "for ((i=0; i<2; i++)); do <s>; touch i$i; done",
  "i=0; while [ $i -lt 2 ]; do <s>; i=$((i+1)); done",
  "while read -r v; do <s>; done < <name>",
  "while IFS= read -r v; do [ -n \"$v\" ] && <s>; done <<< $'a\\nd/x.txt\\nodd name'",
  "<p> | while read v; do <s>; done",
  "until <c>; do <s>; break; done",
  "case <path> in a|b) <s>;; *.txt) <s>;; d*) <s>;; *) <s>;; esac",
  "{ <s>; <s>; }",
  "{ <s>; <p>; } > <new>",
  "(<s>; <s>)",
  "(cd <path> && <s>)",
  "(<p>; <p>) > <new> 2>&1",
  "f() { <s>; return ‹0|1›; }; f <paths> && <s>",
  'f() { local v="$1"; <s>; }; f <paths>',
  "<c> && <s>",
  "<c> || <s>",
  "! <c> && <s>",
  "<c> && <s> || <s>",
  "<c>; touch s$?",
  "v=<path>; <s>",
  "v=$(<p>); <s>",
  'set -- <paths>; <s>; touch "c$#"',
  'a=(<paths>); ‹rm|touch|ls› ‹"${a[0]}"|"${a[1]}"|"${a[@]}"|"${a[-1]}"›; touch "k${#a[@]}"',
  "cd <path>; <s>; cd -; <s>",
  "cd <path> && <s>",
  "pushd <path>; <s>; popd; <s>",
  "cat <<E > <new>\n$v and $(<p>)\nE\n<s>",
  "cat <<'E' >> <path>\n$v\nE\n<s>",
  "<p> | <p2> > <new>",
  "<p> | <p2> | tee ‹|-a› <path>",
  "set -e; <c>; <s>",
  'set -u; <s>; touch "$nope"; <s>',
  "set -f; <s>",
  "set -C; <p> > <path>; <s>",
  "set -o pipefail; <c> | <p2> && <s>",
  "shopt -s ‹nullglob|dotglob|nocaseglob|failglob|globstar|extglob›; <s>",
  "trap '<t>' EXIT; <s>",
  "umask ‹077|0|027|u=rwx,g=,o=›; <s>; mkdir um",
  "<s> & wait; <s>",
  "eval '<t>'; <s>",
  "(exit ‹0|3›) || <s>",
  'mapfile -t v < <name>; touch "m${#v[@]}" "${v[0]}"',
  "read -r v w < <name>; <s>",
  "printf -v v <format> <text>; <s>",
  "diff <(<p>) <(<p>) > <new>",
  'getopts ab: o -‹a|b x|z|›; touch "o$o"',
  'while getopts :ab: o -a -b <path> c; do case $o in a) <s>;; b) touch "x$OPTARG";; esac; done',
  'declare -A m=([k]=<path>); touch "y${m[k]}"',
  "select v in a d; do <s>; break; done <<< ‹1|2|3|x›",
  "exec > <new>; <p>; <s>",
  "exec 3< <name>; read v <&3; <s>",
  "[[ -e <path> && ‹-f|-d|! -L› <path> ]] && <s>",
  "time <s>",
  '[ "$(<p>)" = a ] || <s>',
  "test $(<p> | wc -l) -gt ‹0|1|2› && <s>",
  "printf '%s\\n' <paths> > <new>; <s>",
  "echo '<t>' > <new>; ‹bash|sh|.› <new>; <s>",
];

const filters = [
  "cat",
  "sort",
  "sort -r",
  "head -n 1",
  "tail -n 1",
  "grep a",
  "grep -v a",
  "tr a-z A-Z",
  "wc -l",
  "sed s/a/b/",
  "sed 1d",
  "uniq",
  "cut -c1",
  "rev",
  "tac",
  "nl",
  "awk '{print $1}'",
  "paste -s -d,",
  "xargs echo",
  "xargs -n 1 touch",
];

/** Statements without single quotes and newlines, to be quoted. */
const quotable = fc.constantFrom(
  "rm a",
  "touch z",
  "rm -r d",
  'rm "$v"',
  "cd d && rm *",
  "mv b n",
  "echo x > q; false",
  "exit 3",
);

function statement(depth: number): fc.Arbitrary<string> {
  const plain = fc.oneof(
    { weight: 6, arbitrary: writingCommand },
    { weight: 1, arbitrary: redirected(printingCommand) },
    { weight: 1, arbitrary: redirected(writingCommand) },
  );
  if (depth === 0) return plain;
  const fillings = {
    ...wordFillings,
    s: statement(depth - 1),
    c: fc.oneof(printingCommand, writingCommand),
    p: printingCommand,
    filter: fc.constantFrom(...filters),
    t: quotable,
  };
  const shaped = shapes.map((shape) =>
    arbitraryText(shape.replaceAll("<p2>", "<filter>"), fillings),
  );
  return fc.oneof({ weight: 1, arbitrary: plain }, { weight: 2, arbitrary: fc.oneof(...shaped) });
}

function redirected(command: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const places = fc.array(redirection, { minLength: 1, maxLength: 2 });
  return fc.tuple(command, places).map(([text, tails]) => `${text} ${tails.join(" ")}`);
}

/** Lines of bash at random, about the places of random-tree.ts. */
export function arbitraryLine(): fc.Arbitrary<string> {
  const parts = fc.array(statement(2), { minLength: 1, maxLength: 2 });
  return parts.map((statements) => statements.join("; "));
}
