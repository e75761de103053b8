/** A tree with some of everything, as far as the one who runs the test may make it. */
export const undoFixture = `
mkdir -p docs/deep/er empty 'sp ace' bin
printf 'one\\n' > docs/one; printf 'two\\n' > docs/two; printf 'three\\n' > docs/deep/er/three
printf 'text\\n' > notes; printf 'other\\n' > other; printf '#!/bin/sh\\n' > bin/tool; chmod 755 bin/tool
printf 'x' > 'sp ace/a b'; printf 'n' > $'new\\nline'; printf 'i' > $'inv\\xff\\xfelid'
ln -s docs/one link; ln -s /nowhere dangling; ln -s $'t\\xffarget' badlink
ln docs/one twin; ln notes docs/notes-twin
mkfifo pipe; truncate -s 1M sparse; printf end >> sparse
chmod 600 other; chmod 4755 bin/tool; chmod 2750 docs/deep; chmod 1777 empty
touch -h -d '2001-02-03 04:05:06.123456789' docs/one link notes other docs docs/deep bin
touch -d '@-86400.25' docs/two; touch -d '2023-01-01 00:00:00' 'sp ace/a b' docs/deep/er; touch -d '@1700000000.5' sparse pipe
setfacl -m u:12345:r notes 2>/dev/null; setfacl -d -m u:12345:rx docs/deep 2>/dev/null
setfattr -n user.note -v hello other 2>/dev/null; setfattr -n user.dir -v hello docs/deep/er 2>/dev/null
[ "$(id -u)" != 0 ] || { chown 1234:2345 other; chown -h 1234:2345 link; chown 77 docs/deep/er; setcap cap_net_raw+ep bin/tool; mknod dev b 7 99; }
touch -d '2020-02-02 02:02:02.000000002' .
`;

/** Lines whose undo has to bring everything back. */
export const undoLines: readonly string[] = [
  "rm notes",
  "rm -rf docs",
  "rm -rf -- *",
  "rm link dangling pipe sparse badlink",
  "find . -delete",
  "echo new > notes",
  "echo more >> other",
  "echo x > docs/one",
  ": > sparse",
  "printf 1 | dd of=sparse conv=notrunc bs=1 2>/dev/null",
  "sed -i s/text/TEXT/ notes",
  "sed -i s/one/ONE/ docs/one",
  "cp other notes",
  "cp -f other docs/two; cp -a bin docs/",
  "mv other notes",
  "mv docs moved",
  "mv docs/deep 'sp ace/'; mv twin docs/two",
  "mv -T empty emptier; mkdir empty; touch empty/a",
  "mv notes tmp; mv other notes; mv tmp other",
  "chmod -R 777 .",
  "chmod -R a-rwx docs",
  "chmod 000 docs; chmod 000 other",
  "chmod 644 bin/tool",
  "touch notes docs new",
  "touch -d 1999-01-01 other",
  "ln -sf other link; ln -f other twin",
  "rm link; mkdir link; echo x > link/in",
  "rm -r docs; echo file > docs",
  "rm -rf empty; ln -s docs empty",
  "mkdir -p a/b/c; echo x > a/b/c/d; ln a/b/c/d a/e",
  "rm $'new\\nline' $'inv\\xff\\xfelid'",
  "echo x > $'inv\\xff\\xfelid'; mv $'new\\nline' $'more\\xff'",
  "echo x > notes; rm notes",
  "mv notes elsewhere; echo x > elsewhere",
  "rm docs/notes-twin; echo x > notes",
  "rm notes; echo text > notes",
  "tar cf all.tar docs && rm -r docs && tar xf all.tar",
  "gzip other; gzip -k notes",
  "gzip -k other && rm notes other; xz docs/deep/er/three",
  "find . -links 1 -type f -delete",
  "rm pipe; echo x > pipe",
  "truncate -s 0 sparse other; truncate -s 5M notes",
  "echo >> bin/tool",
  "cp -a docs docs2; rm -r docs; mv docs2 docs",
  "chmod 700 docs/deep; rm -r docs/deep",
  "setfacl -b notes; setfattr -x user.note other; setfattr -n user.more -v x docs/two",
];

/** Those that only root can run. */
export const undoRootLines: readonly string[] = [
  "chown -R 55:66 .",
  "chown 1:1 bin/tool other",
  "chown -h 9:9 link; chgrp -R 7 docs",
  "rm dev; mknod dev c 1 3",
  "setcap -r bin/tool",
  "chown -R 55:66 docs; chmod -R 700 docs; rm -r docs/deep",
];
