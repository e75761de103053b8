import assert from "node:assert/strict";
import { test } from "node:test";
import type { FixtureUser } from "../support/fixture-facts.ts";
import { foreseeThere } from "../support/fixture-machine.ts";

/** Effects of packages and services as words, and whether anything is unknown that is not judged. */
function look(line: string, as: FixtureUser = "root") {
  const { effects, unknown } = foreseeThere(line, as);
  const told = effects.flatMap((effect) => {
    if (effect.kind === "package") {
      const more = [effect.bypass, effect.change?.trust].filter((one) => one !== undefined);
      return [[effect.action, effect.target, ...more].join(" ")];
    }
    if (effect.kind === "service" || effect.kind === "network") {
      return [`${effect.action} ${effect.target}`];
    }
    return [];
  });
  return { told, isOpen: unknown.some(({ isJudged }) => isJudged !== true), unknown };
}

/** Lines of root's with what they come to, all of it judged. */
const changing: readonly (readonly [line: string, ...effects: string[]])[] = [
  ["dnf install -y htop vim", "install htop", "install vim"],
  ["dnf remove glibc", "remove glibc"],
  ["yum -y erase httpd", "remove httpd"],
  ["dnf autoremove", "remove packages that nothing needs any more"],
  ["dnf upgrade --refresh", "upgrade every package with an update"],
  ["dnf group install 'Development Tools'", "install Development Tools"],
  ["dnf --nogpgcheck install ./tool.rpm", "distrust any source", "install ./tool.rpm unsigned"],
  ["dnf install --setopt=gpgcheck=0 tool", "distrust any source", "install tool"],
  ["dnf install --setopt=gpgcheck=1 tool", "install tool"],
  ["microdnf install tar", "install tar"],
  ["dnf mark remove tar", "mark-automatic tar"],
  ["rpm -e --nodeps openssl", "remove openssl needs"],
  ["rpm -e openssl", "remove openssl"],
  ["rpm -ivh --force tool.rpm", "install tool.rpm other-files unsigned"],
  ["rpm -i --force --nodeps tool.rpm", "install tool.rpm needs unsigned"],
  ["rpm -Uvh tool.rpm", "install tool.rpm unsigned"],
  ["rpm -U --nosignature tool.rpm", "distrust any source", "install tool.rpm unsigned"],
  ["rpm --import https://example.org/key", "trust-key https://example.org/key"],
  ["zypper -n rm systemd", "remove systemd"],
  ["zypper --no-gpg-checks in tool", "distrust any source", "install tool"],
  ["zypper in -t pattern devel", "install devel"],
  ["zypper dup", "upgrade every package with an update"],
  ["zypper al kernel-default", "hold kernel-default"],
  ["pacman -S htop", "install htop"],
  ["pacman -Sy", "refresh the lists of packages"],
  ["pacman -Sy htop", "install htop partial-upgrade"],
  ["pacman -Syu", "upgrade every package with an update"],
  ["pacman -Syu htop", "upgrade every package with an update", "install htop"],
  ["pacman -Rdd glibc", "remove glibc needs"],
  ["pacman -Rd glibc", "remove glibc"],
  ["pacman -Rns htop", "purge htop"],
  ["pacman -U --overwrite '*' x.pkg.tar.zst", "install x.pkg.tar.zst other-files unsigned"],
  ["pacman -D --asdeps htop", "mark-automatic htop"],
  ["apk add --no-cache curl", "install curl"],
  ["apk add --allow-untrusted ./x.apk", "distrust any source", "install ./x.apk unsigned"],
  ["apk del alpine-base", "remove alpine-base"],
  ["apk --force-broken-world del musl", "remove musl needs"],
  ["apk update", "refresh the lists of packages"],
  ["aptitude remove nginx-common", "remove nginx-common", "remove nginx"],
  ["emerge -C glibc", "remove glibc needs"],
  ["emerge --depclean", "remove packages that nothing needs any more"],
  ["emerge -avuDN @world", "upgrade @world"],
  ["emerge app-misc/tmux", "install app-misc/tmux"],
  ["xbps-install -Su", "upgrade every package with an update"],
  ["xbps-install -S tmux", "install tmux"],
  ["xbps-remove -R tmux", "remove tmux"],
  ["xbps-remove -F glibc", "remove glibc needs"],
  ["snap install --dangerous ./x.snap", "distrust any source", "install ./x.snap unsigned"],
  ["snap install --classic code", "install code"],
  ["snap remove --purge core", "remove core"],
  ["flatpak install -y flathub org.gimp.GIMP", "install org.gimp.GIMP"],
  ["brew uninstall --ignore-dependencies openssl", "remove openssl needs"],
  ["gem install --force rails", "install rails system-modules"],
  ["gem install rails", "install rails system-modules"],
  ["cargo install ripgrep", "install ripgrep"],
  ["go install example.org/x@latest", "install example.org/x@latest"],
  ["nix-env -iA nixpkgs.hello", "install nixpkgs.hello"],
  ["nix-env -e hello", "remove hello"],
  ["pip install requests", "install requests system-python"],
  ["python3 -m pip install requests", "install requests system-python"],
  ["pip install -r requirements.txt", "install what requirements.txt lists system-python"],
  [
    "pip install --trusted-host x requests",
    "distrust any source",
    "install requests system-python",
  ],
  ["VIRTUAL_ENV=/srv/v pip install requests", "install requests"],
  ["pipx install black", "install black"],
  ["npm install -g typescript", "install typescript system-modules"],
  ["npm -g --prefix /usr/local i typescript", "install typescript"],
  ["docker volume rm data", "delete-data the volume data"],
  [
    "docker system prune -a --volumes -f",
    "delete-all-data every volume that no container uses, with every container that does not run",
  ],
  ["docker compose down -v", "delete-all-data every volume of the project"],
  ["docker compose -f prod.yml down --volumes", "delete-all-data every volume of the project"],
  ["docker-compose -f prod.yml down -v", "delete-all-data every volume of the project"],
  [
    "podman rm -f web db",
    "remove-container the container web",
    "remove-container the container db",
  ],
  ["kubectl delete namespace prod", "delete-all-data namespace prod"],
  ["kubectl -n web delete pod web-1", "delete-data pod web-1"],
  ["kubectl delete pods --all", "delete-all-data every one of pods"],
  ["kubectl scale deployment web --replicas=0", "stop-all deployment web"],
  ["terraform destroy -auto-approve", "delete-all-data everything that the state lists"],
  ["terraform apply -destroy", "delete-all-data everything that the state lists"],
  ["terraform destroy -target=aws_instance.web", "delete-all-data aws_instance.web"],
];

for (const [line, ...effects] of changing) {
  test(line, () => {
    const { told, isOpen, unknown } = look(line);
    assert.deepEqual(told, effects);
    assert.equal(isOpen, false, JSON.stringify(unknown));
  });
}

const quiet = [
  "dnf --assumeno remove glibc",
  "dnf list --installed",
  "dnf search editor",
  "dnf history list",
  "rpm -qa",
  "rpm -Va",
  "rpm -qf /usr/bin/ls",
  "rpm -e --test glibc",
  "zypper search vim",
  "zypper rm --dry-run glibc",
  "pacman -Qdt",
  "pacman -Ss editor",
  "pacman -Rp glibc",
  "apk -s del musl",
  "apk info",
  "aptitude -s remove nginx",
  "emerge -pv glibc",
  "xbps-remove -n glibc",
  "snap list",
  "flatpak list",
  "brew list --versions",
  "gem list",
  "pip list --outdated",
  "pip install --dry-run requests",
  "npm ls -g",
  "npm outdated",
  "docker ps -a",
  "docker compose logs -f",
  "docker compose down",
  "docker image prune -a",
  "kubectl get pods -A",
  "kubectl delete pod x --dry-run=client",
  "terraform plan",
];

for (const line of quiet) {
  test(`${line} takes nothing away`, () => {
    const { told, isOpen, unknown } = look(line);
    assert.deepEqual([told, isOpen], [[], false], JSON.stringify(unknown));
  });
}

const refused = [
  "dnf remove glibc",
  "rpm -e --nodeps glibc",
  "zypper rm glibc",
  "pacman -Rdd glibc",
  "apk del musl",
  "emerge -C glibc",
  "xbps-remove -F glibc",
  "aptitude remove nginx",
  "npm install -g typescript",
];

for (const line of refused) {
  test(`${line} is refused to an ordinary user`, () =>
    assert.deepEqual(look(line, "user").told, []));
}

const open = [
  "dnf install --allowerasing tool",
  "dnf --new-option install tool",
  "dnf history undo 7",
  "zypper --root /mnt rm glibc",
  "pacman --sysroot /mnt -S tool",
  "rpm --define '_x y' -e tool",
  "pip install --target lib requests",
  "npm exec cowsay",
  "docker cp web:/data2 .",
  "docker cp web:/data .",
  "terraform apply",
];

for (const line of open) {
  test(`${line} says that it does not know`, () => assert.ok(look(line).isOpen));
}

test("what a command inside a container plainly deletes is told", () => {
  const told = (line: string) => look(line, "user").told;
  const inside = ["delete-data what -rf /data names inside the container"];
  assert.deepEqual(told("docker exec web rm -rf /data"), inside);
  assert.deepEqual(told("kubectl exec web-0 -- rm -rf /data"), inside);
  assert.deepEqual(told("docker exec web rm /data/x"), []);
});

test("whatever a substitution names is taken to go", () => {
  const told = (line: string) => look(line, "user").told;
  assert.deepEqual(told("docker rm -f $(docker ps -aq)"), [
    "remove-container every container that $(docker ps -aq) names",
  ]);
  assert.deepEqual(told("docker volume rm $(docker volume ls -q)"), [
    "delete-all-data every volume that $(docker volume ls -q) names",
  ]);
  assert.deepEqual(told("kubectl delete pod $(kubectl get pods -o name)"), [
    "delete-data pod $(kubectl get pods -o name)",
  ]);
});

test("a script of package.json is followed", () => {
  const made = `mkdir p && cd p && mkdir dist && touch dist/a && echo '{"scripts":{"preclean":"touch one","clean":"rm -r dist","bad":"exit 3"}}' > package.json`;
  const changed = (line: string) =>
    (foreseeThere(`${made} && ${line}`, "user").changes?.() ?? []).map(({ path }) => path);
  const both = ["/home/ann/p", "/home/ann/p/one", "/home/ann/p/package.json"];
  assert.deepEqual(changed("npm run clean").sort(), both);
  assert.deepEqual(changed("yarn run clean").sort(), both);
  assert.ok(changed("npm run bad || touch two").includes("/home/ann/p/two"));
  assert.ok(!changed("npm run bad && touch two").includes("/home/ann/p/two"));
  assert.ok(changed("npm run nosuch || touch two").includes("/home/ann/p/two"));
});

test("a container that is given the machine has root's rights over it", () => {
  const given = (line: string) => look(line, "user").told;
  assert.deepEqual(given("docker run --rm -it -v /:/host alpine ls -v /"), ["grant-root alpine"]);
  assert.deepEqual(given("docker run -v /var/run/docker.sock:/var/run/docker.sock x"), [
    "grant-root x",
  ]);
  assert.deepEqual(given("podman run --mount type=bind,src=/etc,dst=/e x"), ["grant-root x"]);
  assert.deepEqual(given("docker run --privileged x"), ["grant-root x"]);
  for (const line of [
    "docker run -v /etc/localtime:/etc/localtime:ro x",
    'docker run -v "$PWD":/app x',
    "docker run -v data:/var/lib/data x",
    "docker run x --privileged",
  ]) {
    assert.deepEqual(given(line), [], line);
  }
});
