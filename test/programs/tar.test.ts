import { tarProgram } from "../../src/programs/tar.ts";
import { checkProgram, type ProgramCase } from "../support/check-program.ts";

const fixture = `
  mkdir -p src/sub src/ro; echo one > src/one; echo two > src/sub/two; ln src/one src/same; ln -s one src/l
  echo r > src/ro/r; chmod 555 src/ro; chmod 6755 src/sub/two; chmod 777 src/sub; chmod 666 src/one
  mkdir flat; echo 'sp ace' > 'flat/a b'; touch -d '2020-01-01' flat/old; printf '\\303\\251' > flat/$(printf '\\303\\251')
  tar czf a.tgz src; tar cf a.tar src; tar cJf a.tar.xz -C src .; tar cf flat.tar -C flat .; tar cf dots.tar --transform 's,^,../,' flat/old
  tar -cPf abs.tar --transform 's,^,/x/,' flat/old
  mkdir out into; mkdir -p into/src/one; mkdir -p over/src/sub; echo one > over/src/one; echo changed > over/src/sub/two; ln -s sub over/src/l
  echo junk > junk; mkdir -p link/real; ln -s real link/src; mkdir -p newer/flat; echo x > newer/old; : > empty`;
const afterwards = "mkdir -p shut/src; echo one > shut/src/one; chmod 6755 src/sub/two";

function quiet(line: string): ProgramCase {
  return { line, ignoresErrors: true };
}

checkProgram(
  tarProgram,
  { fixture, afterwards, tools: ["gzip", "xz"] },
  [
    "tar xzf a.tgz -C out",
    "tar xf a.tgz -C out",
    "tar xf a.tar.xz -C out",
    "tar -xf a.tar --directory=out",
    "tar xf a.tar",
    "tar -C out -C . -xf a.tar",
    "tar xf a.tar -C out src/one",
    "tar xf a.tar -C out src/sub",
    "tar xf a.tar -C out --strip-components=1",
    "tar xf a.tar -C out --strip-components=2",
    "tar xf a.tar -C out --wildcards */one",
    "tar xf a.tar -C out --exclude=sub",
    "tar xf a.tar -C out nosuch",
    "tar xf a.tar src/one -C out",
    "tar xf a.tar src/one -C out src/l -C sub src/sub/two",
    "tar xf a.tar -C out src/one -C ../into src/l",
    "tar xf a.tar -C out --transform s/src/dst/",
    "tar xpf a.tar -C out",
    "tar xf a.tar -C out --no-same-permissions",
    "tar xf a.tar -C out --no-same-owner",
    "tar xf a.tar -C into",
    "tar xf a.tar -C over",
    "tar xkf a.tar -C over",
    "tar xf a.tar -C over --skip-old-files",
    "tar xf a.tar -C over --keep-newer-files",
    "tar xf flat.tar -C newer --keep-newer-files",
    "tar xf a.tar -C over --overwrite",
    "tar xUf a.tar -C over",
    "tar xf a.tar -C over --no-overwrite-dir",
    "tar xf a.tar -C link",
    "tar xf a.tar -C link --keep-directory-symlink",
    "tar xf a.tar -C shut",
    "tar xf flat.tar -C out",
    "tar xf dots.tar -C out",
    "tar xf abs.tar -C out",
    "tar xf a.tar -C nosuch",
    "tar xf nosuch.tar",
    "tar xf junk -C out",
    "tar xf empty -C out",
    "tar xOf a.tar src/one",
    "tar tf a.tar",
    "tar -tvf a.tgz",
    "tar -t -f a.tar src/sub",
    "tar cf new.tar src",
    "tar czf new.tgz src flat",
    "tar caf new.tar.xz flat",
    "tar cf a.tar src",
    "tar czf a.tgz src",
    "tar cf new.tar nosuch flat",
    "tar cf new.tar",
    "tar uf a.tar nosuch",
    "tar cf shut/new.tar flat",
    "tar cf new.tar -C src one sub",
    "tar cf new.tar --remove-files flat",
    "tar cf out.tar --remove-files src",
    "tar c -f - flat",
    "tar",
    "tar xczf a.tgz",
  ].map(quiet),
);
