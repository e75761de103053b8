import { makeWorld } from "../../src/system/world.ts";
import { uncommittedFiles } from "./fixture-facts.ts";
import { askFixtureGit } from "./fixture-git.ts";
import { addHandrail } from "./fixture-handrail.ts";
import { MemoryWorld } from "./memory-world.ts";

/**
 * The machine that the decisions are made on: ann's home with its 1,204 documents, a small system
 * with packages, a second user, a web server's files and four disks.
 */
export function fixtureWorld(): MemoryWorld {
  const real = makeWorld();
  const world = new MemoryWorld((request) =>
    request.program === "git"
      ? askFixtureGit(request, (asked) => real.compute(asked))
      : real.compute(request),
  );
  addSystem(world);
  addSettings(world);
  addVariableData(world);
  addDevices(world);
  addHome(world);
  addRepository(world);
  addOthers(world);
  addHandrail(world);
  return world;
}

const tools =
  "rm rmdir unlink shred mv cp ln install mkdir touch truncate tee dd chmod chown chgrp sed sort find xargs tar gzip rsync env nice ionice nohup setsid stdbuf timeout bash dash ls cat echo grep head tail wc base64 basename dirname date printf which yes seq true false id stat git make curl wget vi nano less python3 perl awk cut tr cmp diff sleep test ps df du uname hostname whoami lsblk busybox su passwd gzip gunzip zcat zip unzip systemctl journalctl apt-get apt npm cargo gcc crontab ssh scp mount umount kill gio tar md5sum sha256sum realpath readlink mktemp watch time printenv";

function addSystem(world: MemoryWorld): void {
  world
    .directory("/usr")
    .directory("/tmp", { mode: 0o1777 })
    .directory("/var/tmp", { mode: 0o1777 })
    .directory("/run/sshd")
    .directory("/run/systemd/units")
    .file("/run/dbus/pid", "310\n")
    .file("/run/nginx.pid", "900\n");
  for (const name of ["bin", "sbin", "lib", "lib64"]) world.link(`/${name}`, `usr/${name}`);
  for (const name of tools.split(" ")) {
    world.file(`/usr/bin/${name}`, 100_000, { mode: 0o755 });
  }
  world.link("/usr/bin/sh", "dash");
  world.file("/usr/bin/sudo", 280_000, { mode: 0o4755 });
  world.file("/usr/bin/passwd", 60_000, { mode: 0o4755 });
  for (const name of [
    "sshd",
    "nginx",
    "mkfs.ext4",
    "useradd",
    "usermod",
    "visudo",
    "ufw",
    "fdisk",
  ]) {
    world.file(`/usr/sbin/${name}`, 900_000, { mode: 0o755 });
  }
  world.file("/usr/lib/x86_64-linux-gnu/libc.so.6", 1_900_000, { mode: 0o755 });
  world.file("/usr/lib/x86_64-linux-gnu/libm.so.6", 900_000);
  world.file("/usr/lib64/ld-linux-x86-64.so.2", 200_000, { mode: 0o755 });
  world.file("/usr/lib/systemd/systemd", 100_000, { mode: 0o755 });
  world.file("/usr/lib/modules/6.1.0/modules.dep", 5_000).file("/boot/vmlinuz-6.1.0", 8_000_000);
  for (const page of ["a", "b", "c", "d"]) {
    world.file(`/usr/share/doc/coreutils/${page}`).file(`/usr/share/man/man1/${page}.1.gz`);
  }
  world.files("/usr/share/nginx/html", "index.html 50x.html");
  world.file("/usr/local/bin/deploy", "#!/bin/sh\necho deploy\n", { mode: 0o755 });
  world.files("/usr/local/src/tool", "main.c tool.h");
}

function addSettings(world: MemoryWorld): void {
  world.file(
    "/etc/passwd",
    [
      "root:x:0:0:root:/root:/bin/bash",
      "www-data:x:33:33::/var/www:/usr/sbin/nologin",
      "mysql:x:102:102::/var/lib/mysql:/usr/sbin/nologin",
      "ann:x:1000:1000::/home/ann:/bin/bash",
      "bob:x:1001:1001::/home/bob:/bin/bash\n",
    ].join("\n"),
  );
  world.file(
    "/etc/group",
    "root:x:0:\nsudo:x:27:ann\nwww-data:x:33:\nmysql:x:102:\nshadow:x:42:\nusers:x:100:ann,bob\ndocker:x:998:\nann:x:1000:\nbob:x:1001:\n",
  );
  world.file("/etc/shells", "/bin/sh\n/bin/bash\n/usr/bin/zsh\n");
  world.file(
    "/etc/shadow",
    "root:!:1::::::\nwww-data:*:1::::::\nmysql:*:1::::::\nann:$y$j9T$x:1::::::\nbob:$y$j9T$x:1::::::\n",
    { gid: 42, mode: 0o640 },
  );
  world.file("/etc/gshadow", "root:*::\n", { gid: 42, mode: 0o640 });
  world.file("/etc/sudoers", "%sudo ALL=(ALL) ALL\n", { mode: 0o440 });
  world.directory("/etc/sudoers.d", { mode: 0o750 });
  world.file("/etc/sudoers.d/ann", "ann ALL=(ALL) ALL\n", { mode: 0o440 });
  world
    .file("/etc/ssh/sshd_config", "Port 22\n")
    .file("/etc/ssh/ssh_host_ed25519_key", "KEY\n", { mode: 0o600 });
  world.files("/etc", "hosts motd motd.old profile resolv.conf debian_version");
  world.file("/etc/nsswitch.conf", "passwd: files systemd\ngroup: files\nshadow: files\n");
  world.file("/etc/fstab", "/dev/sda / ext4 defaults 0 1\n");
  world.files("/etc/pam.d", "login sshd sudo", "auth include common-auth\n");
  world.file("/etc/pam.d/common-auth", "auth required pam_unix.so\n");
  for (const name of ["unix", "deny", "permit", "faillock"]) {
    world.file(`/usr/lib/x86_64-linux-gnu/security/pam_${name}.so`, "ELF\n");
  }
  world.directory("/etc/ssh/sshd_config.d").directory("/etc/apt/trusted.gpg.d");
  world.directory("/etc/apt/sources.list.d").directory("/etc/systemd/system");
  world.file("/etc/selinux/config", "SELINUX=enforcing\n").directory("/etc/sysctl.d");
  for (const name of ["ssh", "nginx", "systemd-networkd"]) {
    const wanted = `/etc/systemd/system/multi-user.target.wants/${name}.service`;
    world.link(wanted, `/lib/systemd/system/${name}.service`);
  }
  world.files("/etc/default", "grub").files("/boot/grub", "grub.cfg");
  world.file("/boot/initrd.img-6.1.0", 40_000_000);
  world.files("/etc/security", "limits.conf access.conf", "# none\n");
  world.files("/etc/nginx", "nginx.conf mime.types");
  world.file("/etc/nginx/sites-available/site", "server {}\n");
  world.link("/etc/nginx/sites-enabled/site", "../sites-available/site");
  world.files("/etc/apt", "sources.list").files("/etc/cron.d", "certbot e2scrub");
  world.file("/etc/ssl/private/site.key", "KEY\n", { mode: 0o600 });
}

function addVariableData(world: MemoryWorld): void {
  world.files("/var/lib/dpkg", "status available", 400_000);
  world.directory("/var/lib/mysql", { uid: 102, gid: 102, mode: 0o750 });
  world.directory("/var/lib/mysql/shop", { mode: 0o750 });
  for (let at = 0; at < 30; at += 1) {
    world.file(`/var/lib/mysql/shop/table${at}.ibd`, 100_000, { mode: 0o640 });
  }
  world.file("/var/log/auth.log", 9_000, { gid: 4, mode: 0o640 });
  world.node("/dev/ttyUSB0", "character", 0xbc00, 0o660, 20);
  world.files("/var/log", "syslog old.log syslog.1 syslog.2.gz", 9_000);
  world.files("/var/log/nginx", "access.log error.log access.log.1", 9_000);
  world.files("/var/lib/apt/lists", "one_Packages two_Packages", 900_000);
  world.files("/var/cache/apt/archives", "a.deb b.deb", 900_000);
  world.directory("/var/www/html", { uid: 33, gid: 33 });
  for (let at = 0; at < 12; at += 1) world.file(`/var/www/html/page${at}.html`);
  world.directory("/srv/site", { uid: 33, gid: 33 });
  world.files("/srv/site", "index.html style.css app.js");
  world.files("/opt/tool-1.2", "tool README", 5_000);
  world.files("/opt", "tool_1.0_amd64.deb", 9_000);
  world.files("/tmp/scratch-1234", "a b c", 5_000);
  world.file("/tmp/ann-notes", "text\n", { uid: 1000, gid: 1000 });
  world.files("/mnt/backup", "monday.tar tuesday.tar", 2_000_000_000);
}

function addDevices(world: MemoryWorld): void {
  for (const [name, number] of [
    ["sda", 2048],
    ["sdb", 2064],
    ["sdb1", 2065],
    ["sdc", 2080],
  ] as const) {
    world.node(`/dev/${name}`, "block", number);
  }
  for (const [name, number] of [
    ["null", 259],
    ["zero", 261],
    ["urandom", 265],
    ["random", 264],
  ] as const) {
    world.node(`/dev/${name}`, "character", number, 0o666);
  }
  world.directory("/dev/shm", { mode: 0o1777 });
  world.file("/proc/sysrq-trigger", "", { mode: 0o200 });
  // The kernel says that they are empty, and tells something all the same.
  world.files(
    "/proc/sys/kernel",
    "sysrq randomize_va_space pid_max core_pattern kptr_restrict",
    "",
  );
  world.files("/proc/sys/kernel/yama", "ptrace_scope", "");
  world.files("/proc/sys/vm", "drop_caches swappiness nr_hugepages", "");
  world.files("/proc/sys/net/ipv4", "ip_forward tcp_syncookies", "");
  world.files("/proc/sys/fs", "file-max protected_hardlinks", "").files("/sys/power", "state", "");
  world.files("/sys/block/sda/device", "delete state", "");
}

const home = "/home/ann";

function addHome(world: MemoryWorld): void {
  world.directory(home, { uid: 1000, gid: 1000 });
  // Words that editing them changes, however far a slow machine comes with it.
  const letter = "Dear aunt, a foo came by.\n".padEnd(1_999, "and so on ").concat("\n");
  for (let at = 0; at < 1204; at += 1) {
    world.file(`${home}/Documents/${at % 40}/letter-${at}.txt`, letter);
  }
  world.file(`${home}/existing.txt`, "what exists\n").file(`${home}/draft.txt`, "a draft\n");
  world.file(`${home}/final.txt`, "the last word\n").file(`${home}/notes.txt`, "one\ntwo\n");
  world.files(home, "old.txt a.txt letter.txt report.txt script.sh install.log data.csv");
  world.file(`${home}/same.txt`, "the same\n").file(`${home}/same-too.txt`, "the same\n");
  world.file(`${home}/diary.txt`, "dear diary\n", { mode: 0o600 }).file(`${home}/empty.txt`, "");
  world.file(`${home}/image.iso`, 600_000_000).file(`${home}/.notes.txt.swp`, 4_000);
  world.file(`${home}/movie.mkv`, 2_400_000_000);
  world
    .file(`${home}/run.sh`, "#!/bin/sh\necho hello\n")
    .file(`${home}/tool`, 50_000, { mode: 0o755 });
  world.files(`${home}/photos`, "a.jpg b.jpg c.jpg d.jpg e.jpg", 3_000_000);
  for (let at = 0; at < 30; at += 1) world.file(`${home}/projects/p${at % 3}/file${at}.txt`);
  world.files(`${home}/shared`, "plan.txt list.txt todo.txt");
  for (let at = 0; at < 214; at += 1) world.file(`${home}/site/page${at}.html`);
  world.directory(`${home}/empty`).files(`${home}/.cache/browser`, "a b c", 50_000);
  world.files(`${home}/web/node_modules/left-pad`, "index.js package.json");
  world.directory(`${home}/.ssh`, { mode: 0o700 });
  world
    .file(`${home}/.ssh/id_rsa`, "KEY\n", { mode: 0o600 })
    .files(`${home}/.ssh`, "id_rsa.pub known_hosts");
  world.file(`${home}/.ssh/authorized_keys`, "ssh-rsa A\n", { mode: 0o600 });
  world.files(home, ".bashrc .profile");
  world.file(`${home}/rootish.txt`, "from root\n", { uid: 0, gid: 0 });
}

function addRepository(world: MemoryWorld): void {
  world.files(`${home}/src/.git`, "config index", 500);
  world.files(`${home}/src`, "main.c util.c README");
  world.file(`${home}/src/.gitignore`, "build/\ntarget/\n.env\n");
  world.file(`${home}/src/.git/HEAD`, "ref: refs/heads/main\n");
  for (const path of uncommittedFiles) world.file(path);
  for (let at = 0; at < 300; at += 1) world.file(`${home}/src/target/debug/object${at}`, 4_000);
  for (let at = 0; at < 120; at += 1) world.file(`${home}/src/build/part${at}`, 9_000);
  world.file(`${home}/src/build/out.txt`).file(`${home}/src/.env`, "TOKEN=x\n");
  world.files(`${home}/src/docs`, "one.md two.md three.md four.md five.md");
}

function addOthers(world: MemoryWorld): void {
  world.directory("/home/bob", { uid: 1001, gid: 1001, mode: 0o750 });
  world.files("/home/bob", "budget.ods cv.odt", 20_000);
  world.directory("/root", { mode: 0o700 }).file("/root/image.iso", 600_000_000);
  world.files("/root", "notes.txt existing.txt lib", 500);
  world.file("/root/.ssh/authorized_keys", "ssh-rsa A\n", { mode: 0o600 });
}
