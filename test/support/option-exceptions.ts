const typed = "what a person types into it is said to be unknown as a whole";

/** Programs whose options stand in no table of one's own, and why. */
export const withoutTable: Readonly<Record<string, string>> = {
  busybox: "its options are those of the programs in it",
  git: "its commands read their own options",
  dpkg: "another root and other databases are said to be unknown as a whole",
  tmux: "its manual page lists the options of its commands one by one",
  openssl: "its commands have hundreds; only those that name a file to write are looked for",
  init: "systemd's own options are for the kernel to give",
  telinit: "see init",
  zsh: "a language of its own: its scripts are not followed",
  sh: "its words are read by shell-words.ts, and its manual page is one of a language",
  dash: "see sh",
  bash: "see sh",
  rbash: "see sh",
  editor: typed,
  "sensible-editor": typed,
  ed: typed,
  ex: typed,
  vi: typed,
  vim: typed,
  "vim.basic": typed,
  "vim.tiny": typed,
  vimdiff: typed,
  view: typed,
  nano: typed,
  pico: typed,
  emacs: typed,
  "[": "an expression, no options",
  logrotate: "what it does is told by its configuration",
};

/** Programs that do what files of a project say, or make things anew: always said to be unknown. */
export const alwaysUnknown: ReadonlySet<string> = new Set(
  "make gmake bmake cmake ninja meson scons ld as cc gcc g++ c++ clang clang++ rustc javac tsc autoconf automake autoreconf libtool mvn gradle ant sbt rake ansible ansible-playbook puppet vagrant ldconfig depmod mandb updatedb update-ca-certificates locale-gen dpkg-reconfigure update-initramfs efibootmgr bootctl".split(
    " ",
  ),
);

/** Words at the beginning of a line of help that are no options, or a letter said twice. */
export const misread: Readonly<Record<string, readonly string[]>> = {
  "apt-get": ["-f-", "-qq", "-eany", "--format"],
  "apt-mark": [],
  chattr: ["-RVf"],
  curl: ["--http0", "--http1", "--proxy1"],
  cut: ["-M"],
  diff: ["--GTYPE-group-format", "--LTYPE-line-format"],
  "dpkg-statoverride": ["--force-", "--no-force-", "--refuse-"],
  egrep: ["-NUM"],
  fgrep: ["-NUM"],
  fuser: ["-SIGNAL", "-S", "-G", "-N", "-A", "-L"],
  gpg: ["-se"],
  grep: ["-NUM"],
  killall5: ["-signalnumber"],
  nice: ["-20"],
  numfmt: ["-M"],
  rsync: ["--no-OPTION"],
  sqlite3: ["-zip"],
  strace: ["-DD", "-DDD", "-ff", "-qq", "-qqq", "-tt", "-ttt", "-xx", "-yy"],
  tar: ["-f-", "-b20"],
  unzip: ["-hh", "-DD", "-LL", "-UU", "-XX", "-1", "-2", "-m"],
  wget: ["-nv", "-nc", "-nd", "-nH", "-np"],
  xxd: ["-ps"],
};

interface Left {
  readonly reason: string;
  readonly options: string;
}

/** Options that a program has and its table has not: a line with one is said to be unknown. */
export const unknownByDesign: Readonly<Record<string, Left>> = {
  "apt-get": {
    reason: "of `source` and `build-dep`, which are not modelled",
    options:
      "--only-source --no-f --no-show-upgraded -P --build-profiles --diff-only --dsc-only --tar-only --arch-only --indep-only --error-on",
  },
  "apt-mark": { reason: "a file of names is not read", options: "--file" },
  gio: {
    reason: "of `copy`, `move`, `mount` and the others that are not modelled",
    options:
      "-T --no-target-directory --progress --preserve -b --backup -P --no-dereference --default-permissions --filesystem --print-display-names --dir --file -D --direct -s --silent --no-moves -m --mounts --mountable --device --unmount -e --eject -t --stop --unmount-scheme --anonymous -o --monitor --detail --tcrypt-pim --tcrypt-hidden --tcrypt-system -C --no-copy-fallback -c --create --append --private --unlink --print-etag --etag --type --delete",
  },
  npx: {
    reason: "settings of npm's that it hands on",
    options:
      "--workspaces --include-workspace-root --allow-scripts --strict-allow-scripts --dangerously-allow-all-scripts",
  },
  skill: {
    reason: "the old program chooses by terminals and commands, which is not modelled",
    options:
      "-f --fast -L --table --no-action --warnings -c --command -p --pid -t --tty --nslist -h",
  },
  zip: {
    reason: "options of two letters, which are looked at by themselves",
    options:
      "-FS -ds -ws -RE -ic -ll -tt -sp -sb -sv -db -dc -dd -dg -du -dv -lf -la -li -TT -FF -DF -AS -AC -sf -su -sU -UN -MM -nw -sc -sd -so",
  },
};

/** Entries of tables that neither help nor manual page of the program here has, and where they are from. */
export const beyondHelp: Readonly<Record<string, readonly Left[]>> = {
  adduser: [
    { reason: "another implementation of the name has it, on other systems", options: "-c -h -q" },
  ],
  deluser: [
    {
      reason: "another implementation of the name has it, on other systems",
      options: "-c -f --force -h --no-preserve-root -q -v",
    },
  ],
  "apt-mark": [
    {
      reason: "the table is apt-get's, of which it takes every option",
      options:
        "-s --simulate --just-print --dry-run --recon --no-act -y --yes --assume-yes --assume-no -q --quiet -d --download-only --fix-broken -m --ignore-missing --fix-missing -u --show-upgraded -V --verbose-versions -b --build --compile -t --target-release --default-release -a --host-architecture --with-source --install-recommends --no-install-recommends --install-suggests --no-install-suggests --only-upgrade --no-upgrade --with-new-pkgs --without-new-pkgs --reinstall --purge --auto-remove --autoremove --no-auto-remove --no-autoremove --no-remove --no-download --ignore-hold --mark-auto --force-yes --allow-unauthenticated --allow-insecure-repositories --no-allow-insecure-repositories --allow-downgrades --allow-remove-essential --allow-change-held-packages --allow-releaseinfo-change --print-uris --list-cleanup --no-list-cleanup --show-progress --trivial-only",
    },
  ],
  btrfs: [
    {
      reason: "its commands tell of them, each in its own help",
      options:
        "--dry-run --commit-after -C --commit-each -R --recursive --parents --force -K --nodiscard --enqueue -B --step --size -U --uuid -m --full-balance --background --bg -a -D -b --backup --progress --super --tree-root -Q --qgroup-report -E --subvol-extents --chunk-root --clear-space-cache --init-csum-tree --init-extent-tree --mode --readonly --repair -y -h -H -k -g -T -F -o -z -G --raw --human-readable --iec --si --kbytes --mbytes --gbytes --tbytes --sort --summarize --simple -w --wait -W -e --rescan --no-rescan",
    },
  ],
  chmod: [
    {
      reason: "a newer version of the program has it",
      options: "-h --no-dereference --dereference -H -L -P",
    },
    { reason: "modes that begin with a dash", options: "-r -w -x -X -s -t -u -g -o -a -," },
  ],
  chpasswd: [{ reason: "a newer version of the program has it", options: "-P --prefix" }],
  chroot: [{ reason: "a newer version of the program has it", options: "-e --env" }],
  chsh: [
    {
      reason: "another implementation of the name has it, on other systems",
      options: "-l --list-shells -v --version",
    },
  ],
  cp: [
    {
      reason: "a newer version of the program has it",
      options: "--debug --keep-directory-symlink",
    },
  ],
  csplit: [{ reason: "the program takes it and tells nobody", options: "-q" }],
  curl: [
    {
      reason: "every switch of curl's has a `--no-` form",
      options:
        "--no-anyauth --no-basic --no-form-escape --no-http1.0 --no-http1.1 --no-http2 --no-http3 --no-http3-only --no-metalink --no-negotiate --no-ntlm --no-ntlm-wb --no-preproxy --no-proxy --no-proxy-anyauth --no-proxy-basic --no-proxy-digest --no-proxy-negotiate --no-proxy-ntlm --no-proxy-tlsv1 --no-socks5-basic --no-sslv2 --no-sslv3 --no-tlsv1 --no-tlsv1.0 --no-tlsv1.1 --no-tlsv1.2 --no-tlsv1.3",
    },
  ],
  date: [{ reason: "the program takes it and tells nobody", options: "--rfc-2822" }],
  "dpkg-statoverride": [
    {
      reason: "told as --force-THING",
      options: "--force-statoverride-add --force-statoverride-remove",
    },
  ],
  diff: [
    {
      reason: "told with a word in the place of `old`, `new` and the others",
      options:
        "--old-group-format --new-group-format --unchanged-group-format --changed-group-format --old-line-format --new-line-format --unchanged-line-format",
    },
  ],
  factor: [{ reason: "a newer version of the program has it", options: "-h --exponents" }],
  gpasswd: [{ reason: "the program takes it and tells nobody", options: "--delete-password" }],
  grep: [{ reason: "the program takes it and tells nobody", options: "-y -u --unix-byte-offsets" }],
  gzip: [{ reason: "the program takes it and tells nobody", options: "--silent" }],
  hostnamectl: [
    { reason: "a newer version of the program has it", options: "-j" },
    { reason: "the program takes it and tells nobody", options: "--kill-who" },
  ],
  ip: [{ reason: "the program takes it and tells nobody", options: "-color" }],
  jq: [
    {
      reason: "a newer version of the program has it",
      options: "--raw-output0 --stream-errors -V --build-configuration",
    },
    { reason: "the program takes it and tells nobody", options: "-h --help" },
  ],
  kill: [
    { reason: "bash's own and util-linux's", options: "-n -a --all -p --pid --verbose --timeout" },
  ],
  losetup: [{ reason: "a newer version of the program has it", options: "--loop-ref" }],
  ls: [{ reason: "the program takes it and tells nobody", options: "--colour" }],
  mktemp: [{ reason: "the program takes it and tells nobody", options: "-V" }],
  mount: [
    { reason: "the program takes it and tells nobody", options: "--ro" },
    { reason: "a newer version of the program has it", options: "--onlyonce" },
  ],
  mv: [
    { reason: "a newer version of the program has it", options: "--debug --exchange --no-copy" },
  ],
  passwd: [{ reason: "a newer version of the program has it", options: "-P --prefix -s --stdin" }],
  patch: [{ reason: "the program takes it and tells nobody", options: "--follow-symlinks" }],
  pkill: [
    {
      reason: "a newer version of the program has it",
      options: "-H --require-handler -m --mrelease",
    },
  ],
  psql: [{ reason: "a newer version of the program has it", options: "--icu-rules" }],
  realpath: [{ reason: "a newer version of the program has it", options: "-E --canonicalize" }],
  rev: [{ reason: "a newer version of the program has it", options: "--zero" }],
  rm: [{ reason: "the program takes it and tells nobody", options: "---presume-input-tty" }],
  rsync: [
    {
      reason: "every switch of rsync's has a `--no-` form",
      options:
        "--no-recursive --no-t --no-times --no-group --no-l --no-O --no-omit-dir-times --no-J --no-omit-link-times --no-A --no-acls --no-X --no-xattrs --no-H --no-hard-links --no-x --no-one-file-system --no-z --no-S --no-sparse --no-v --no-verbose --no-m --no-prune-empty-dirs --no-c --no-checksum --no-u --no-update --no-I --no-ignore-times --no-b --no-backup --no-C --no-cvs-exclude --no-i --no-itemize-changes --no-U --no-atimes --no-N --no-crtimes --no-E --no-executability --no-devices --no-specials --no-progress --no-partial --no-inplace --no-append --no-size-only --no-prune --no-delay-updates",
    },
  ],
  scp: [{ reason: "a newer version of the program has it", options: "-s" }],
  setpriv: [
    {
      reason: "a newer version of the program has it",
      options: "--landlock-access --landlock-rule",
    },
  ],
  sort: [{ reason: "the program takes it and tells nobody", options: "-y" }],
  sqlite3: [
    { reason: "told as -[no]header", options: "-header -noheader" },
    { reason: "a newer version of the program has it", options: "-unsafe-testing" },
  ],
  "ssh-keygen": [{ reason: "the program takes it and tells nobody", options: "-o -X" }],
  stat: [{ reason: "the program takes it and tells nobody", options: "-Z --context" }],
  su: [{ reason: "a newer version of the program has it", options: "-T --no-pty" }],
  sudo: [{ reason: "a newer version of the program has it", options: "--no-update" }],
  swapon: [{ reason: "a newer version of the program has it", options: "-T --fstab" }],
  systemctl: [
    {
      reason: "a newer version of the program has it",
      options: "--kill-value -v --verbose --image-policy --drop-in --stdin --when",
    },
    { reason: "the program takes it and tells nobody", options: "--kill-who --no-legend" },
  ],
  unshare: [{ reason: "a newer version of the program has it", options: "--mount-binfmt" }],
  "update-rc.d": [{ reason: "the program takes it and tells nobody", options: "-h --help" }],
  useradd: [{ reason: "the program takes it and tells nobody", options: "--badnames --home" }],
  usermod: [{ reason: "the program takes it and tells nobody", options: "--badnames" }],
  vipw: [{ reason: "told by visudo in its manual page alone", options: "--owner --perms" }],
  watch: [{ reason: "a newer version of the program has it", options: "-C --no-color --no-rerun" }],
  wget: [{ reason: "told with a second letter: -nc, -nd, -nv", options: "-n" }],
  whereis: [{ reason: "a newer version of the program has it", options: "-g" }],
  which: [{ reason: "another implementation of the name has it, on other systems", options: "-s" }],
  xargs: [{ reason: "another implementation of the name has it, on other systems", options: "-S" }],
  xz: [{ reason: "a newer version of the program has it", options: "--riscv" }],
  zip: [{ reason: "the program takes it and tells nobody", options: "--strip-extra" }],
  zstd: [{ reason: "the program takes it and tells nobody", options: "--no-content-size -p" }],
};
