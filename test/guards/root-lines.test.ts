import assert from "node:assert/strict";
import { test } from "node:test";
import { severities } from "../../src/domain/finding.ts";
import { cannotForesee } from "../../src/guards/cannot-foresee.ts";
import { needlessRoot } from "../../src/guards/needless-root.ts";
import { rootShell } from "../../src/guards/root-shell.ts";
import { foreseeLine } from "../../src/plan/foresee.ts";
import { fixtureMachine, fixtureSituation, foreseeThere } from "../support/fixture-machine.ts";

type Table = readonly (readonly [expected: string, lines: readonly string[]])[];

function worst(guard: typeof rootShell, line: string): string {
  const { facts } = fixtureMachine("user");
  const ranks = guard
    .judge(foreseeThere(line, "user"), facts)
    .map(({ severity }) => severities.indexOf(severity));
  return severities[Math.max(...ranks)] ?? "quiet";
}

/** However root is reached, a shell is told; a single command, or another account, is not. */
const shells: Table = [
  [
    "caution",
    [
      "sudo -i",
      "sudo -s",
      "sudo bash",
      "sudo sh",
      "sudo zsh",
      "sudo -E bash",
      "sudo env bash",
      "sudo su",
      "sudo su -",
      "sudo su - root",
      "su",
      "su -",
      "su root",
      "doas -s",
      "doas sh",
      "run0",
      "run0 bash",
      "pkexec",
      "pkexec bash",
      "sudo setpriv --reuid 0 bash",
      "sudo nsenter -t 1 -a",
      "sudo unshare -m bash",
      "sudo tmux",
      "sudo screen",
    ],
  ],
  [
    "quiet",
    [
      "sudo -i ls /root",
      "sudo -s ls /root",
      "sudo su -c 'ls /root'",
      "su -c 'ls /root'",
      "doas ls /root",
      "run0 ls /root",
      "pkexec ls /root",
      "sudo -u bob bash",
      "sudo -u bob -i",
      "su - bob",
      "unshare -r bash",
      "sudo -l",
      "sudo -k",
      "bash",
    ],
  ],
];

/** What one could do without root's rights, and the nearest that one could not. */
const needless: Table = [
  [
    "caution",
    [
      "sudo vi letter.txt",
      "sudo gedit letter.txt",
      "sudo cp a.txt b.txt",
      "sudo mv a.txt photos/",
      "sudo touch new.txt",
      "sudo chmod +x script.sh",
      "sudo mkdir -p ~/.config/app",
      "sudo tar czf backup.tgz Documents",
      "sudo tee notes.txt < a.txt",
      "echo x | sudo tee -a notes.txt",
      "sudo sh -c 'echo x >> notes.txt'",
      "sudo rm -rf src/build",
      "sudo wget https://get.example.org/x",
      "sudo curl -o x https://get.example.org/x",
      "cd src && sudo git pull",
      "cd src && sudo git commit -am x",
      "doas vi letter.txt",
      "run0 touch new.txt",
      "su -c 'touch /home/ann/new.txt'",
    ],
  ],
  [
    "note",
    [
      "sudo vim /etc/hosts",
      "sudo nano /etc/nginx/nginx.conf",
      "sudo nano /srv/new.txt",
      "doas vim /etc/hosts",
      "run0 vim /etc/hosts",
      "sudo tail -f /var/log/auth.log",
      "doas grep sshd /var/log/auth.log",
      "sudo minicom -D /dev/ttyUSB0",
      "sudo cat /etc/hosts",
      "sudo journalctl -u ssh",
      "sudo ping -c 1 192.0.2.1",
      "sudo mkdir /srv/site/new",
    ],
  ],
  ["caution", ["sudo python3 -m http.server 80", "sudo node server.js --port=443"]],
  [
    "quiet",
    [
      "sudoedit /etc/hosts",
      "sudo -e /etc/hosts",
      "sudo cp a.txt /srv/",
      "sudo chown ann:ann rootish.txt",
      "echo x | sudo tee -a /etc/hosts",
      "sudo sh -c 'echo x >> /etc/hosts'",
      "sudo wget -P /srv https://get.example.org/x",
      "sudo cat /etc/shadow",
      "sudo cat /etc/hosts /etc/shadow",
      "sudo cat nothing-here",
      "sudo python3 -m http.server 8080",
      "sudo -u www-data mkdir /srv/site/new",
      "sudo mkdir /srv/site/new && sudo chown www-data: /srv/site/new",
      "sudo ls /root",
      "sudo journalctl --vacuum-size=1M",
      "sudo systemctl status nginx",
      "sudo -u bob touch /home/bob/x",
      "vi letter.txt",
      "cd src && git pull",
    ],
  ],
];

for (const [guard, table] of [
  [rootShell, shells],
  [needlessRoot, needless],
] as const) {
  for (const [expected, lines] of table) {
    for (const line of lines) {
      test(`${guard.id}: ${expected}: ${line}`, () => assert.equal(worst(guard, line), expected));
    }
  }
}

/** The least that does the job, as a line to copy. */
const lesser: readonly (readonly [line: string, instead: string])[] = [
  ["sudo cat /etc/hosts", "cat /etc/hosts"],
  ["sudo tail -f /var/log/auth.log", "sudo usermod -aG adm ann"],
  ["sudo minicom -D /dev/ttyUSB0", "sudo usermod -aG dialout ann"],
  ["sudo journalctl -u ssh", "sudo usermod -aG adm ann"],
  ["sudo vim /etc/hosts", "sudoedit /etc/hosts"],
  ["doas vim /etc/hosts", "sudoedit /etc/hosts"],
  ["sudo mkdir /srv/site/new", "sudo -u www-data mkdir /srv/site/new"],
  ["sudo cp a.txt /srv/site/", "sudo cp a.txt /srv/site/ && sudo chown www-data: /srv/site/a.txt"],
  [
    "sudo python3 -m http.server 80",
    "sudo setpriv --reuid=ann --regid=ann --init-groups --inh-caps=+net_bind_service --ambient-caps=+net_bind_service python3 -m http.server 80",
  ],
  [
    "sudo ./tool --port 80",
    "sudo setcap cap_net_bind_service=+ep /home/ann/tool && ./tool --port 80",
  ],
];

for (const [line, instead] of lesser) {
  test(`for ${line} the least that does it is offered`, () => {
    const { facts } = fixtureMachine("user");
    const lines = needlessRoot
      .judge(foreseeThere(line, "user"), facts)
      .flatMap((said) => said.instead.map((one) => one.line));
    assert.ok(lines.includes(instead), lines.join("\n"));
  });
}

test("in the folder of a service a shell of its account is offered before one of root's", () => {
  const machine = fixtureMachine("user");
  const situation = { ...fixtureSituation("user"), directory: "/srv/site" };
  const foreseen = foreseeLine("sudo -s", situation, machine);
  assert.ok(!("kind" in foreseen));
  const [said] = rootShell.judge(foreseen, machine.facts);
  assert.deepEqual(
    said?.instead.map(({ line }) => line),
    ["sudo -u www-data -s", "sudo -l"],
  );
});

test("root who came by sudo is sent back to who they are", () => {
  const { facts } = fixtureMachine("root");
  const caller = { ...facts.caller, loginName: "ann" };
  const [said] = needlessRoot.judge(foreseeThere("firefox", "root"), { ...facts, caller });
  assert.deepEqual(
    said?.instead.map(({ line }) => line),
    ["sudo -u ann firefox"],
  );
  const container = { kind: "docker", rootOutside: 0 };
  const inside = { ...facts, session: { ...facts.session, container } };
  assert.deepEqual(needlessRoot.judge(foreseeThere("firefox", "root"), inside), []);
});

test("of an editor run as root nobody says that it can only change what is one's own", () => {
  const { facts } = fixtureMachine("user");
  const why = (line: string) => cannotForesee.judge(foreseeThere(line, "user"), facts)[0]?.why;
  assert.match(why("sudo vi /etc/hosts") ?? "", /As root nothing would hold back the rest\.$/);
  assert.equal(why("vi notes.txt"), "It can only change what you can change.");
});
