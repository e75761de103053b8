import assert from "node:assert/strict";
import { test } from "node:test";
import { isPerlFilter } from "../../src/domain/perl-filter.ts";

const filters: readonly string[] = [
  "s/a/b/g",
  "s{a}{b}; tr/a-z/A-Z/;",
  "s#/usr#/opt#",
  "s/(\\w+) (\\w+)/$2-${1}$&/i",
  "print if /a$/ || $. > 3",
  'print "end\\n" unless !/x/',
  "next if 1..3; print",
  "s/\\$HOME/x\\@y/",
];
for (const program of filters) {
  test(`only changes and prints rows: ${program}`, () => assert.ok(isPerlFilter(program)));
}

/** Each of these would run something, or look something up. */
const others: readonly string[] = [
  "s/a/system('x')/e",
  "s/a/b/; system 'x'",
  "s/a/@{[system 'x']}/",
  "s/a/$1[system 'x']/",
  "s/(a)/${1}[system 'x']/",
  "s/a/$&{system 'x'}/",
  "s/(?{system 'x'})/b/",
  "s/a(??{system 'x'})/b/",
  "s/$ENV{X}/b/",
  "s/@{[`x`]}/b/",
  "s{a} {`x`}e",
  "s{a}\n{b}e",
  "print `x`",
  'print "@{[system 1]}"',
  'print "$x"',
  "print <STDIN>",
  "print if system 'x'",
  "print if /a/ && unlink 'x'",
  "print, unlink 'x'",
  "s'a'b'ee",
  "s/a/b/r; eval",
  "nextgen()",
];
for (const program of others) {
  test(`goes beyond that: ${program}`, () => assert.ok(!isPerlFilter(program)));
}
