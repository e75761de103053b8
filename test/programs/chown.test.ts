import { chgrpProgram } from "../../src/programs/chgrp.ts";
import { chownProgram } from "../../src/programs/chown.ts";
import { checkProgram } from "../support/check-program.ts";

const fixture = `
  mkdir -p dir/sub shut; echo a > a; echo x > dir/x; echo s > dir/sub/s; ln -s a link; ln -s nowhere dangling
  ln -s ../a dir/toa; ln -s sub dir/tosub; ln -s dir todir; chmod 4755 dir/x; chmod 2755 dir/sub; echo u > u; chmod 6755 u`;
const afterwards =
  "chmod 4755 dir/x; echo f > foreign; chmod 6755 u; mkdir hidden; echo h > hidden/h; chmod 700 hidden";

checkProgram(chownProgram, { fixture, afterwards }, [
  "chown 1 a",
  "chown 1:2 a",
  "chown :2 a",
  "chown : a",
  "chown '' a",
  "chown daemon a",
  "chown daemon: a",
  "chown daemon.bin a",
  "chown daemon:bin a",
  "chown +1:+2 a",
  "chown 4711: a",
  "chown 4711:4712 a",
  "chown nosuchuser a",
  "chown :nosuchgroup a",
  "chown nosuchuser:bin a",
  "chown 1 link",
  "chown -h 1 link",
  "chown 1 dangling",
  "chown -h 1 dangling",
  "chown -R 1 dir",
  "chown -RH 1 todir",
  "chown -RL 1 todir",
  "chown -RP 1 todir",
  "chown -R 1 todir",
  "chown -R 1 todir/",
  "chown -RLh 1 dir",
  "chown -R --dereference 1 dir",
  "chown --from=0 1 a",
  "chown --from=4711 1 a dir/x",
  "chown --from=:0 1 a",
  "chown --from=nosuch 1 a",
  "chown --reference=dir a",
  "chown --reference=nosuch a",
  "chown 1 nosuch a",
  "chown -f 1 nosuch a",
  "chown 1000 a",
  "chown 1000:1000 u",
  "chown 0:0 u",
  "chown :1000 foreign a",
  "chown -R 1000 foreign hidden",
  "chown -R :1000 hidden",
  "chown",
  "chown 1",
  "chown --preserve-root -R 1 dir",
]);

checkProgram(chgrpProgram, { fixture, afterwards }, [
  "chgrp 2 a",
  "chgrp bin a dir",
  "chgrp nosuch a",
  "chgrp 1000 a u",
  "chgrp -R 2 dir",
  "chgrp -h 2 link",
  "chgrp 2 link",
  "chgrp '' a",
  "chgrp -R 1000 todir",
  "chgrp --reference=a dir",
  "chgrp 2",
]);
