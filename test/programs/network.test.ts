import assert from "node:assert/strict";
import { test } from "node:test";
import { foreseeThere } from "../support/fixture-machine.ts";

const kinds = new Set(["network", "mount", "service"]);

function told(line: string, as: "user" | "root"): readonly string[] {
  return foreseeThere(line, as).effects.flatMap((effect) => {
    if (!kinds.has(effect.kind) || !("target" in effect) || !("action" in effect)) return [];
    const detail = "detail" in effect ? effect.detail : undefined;
    return [
      [effect.action, effect.target, detail].filter((part) => part !== undefined).join(" | "),
    ];
  });
}

const lines: readonly (readonly [line: string, ...told: string[]])[] = [
  ["ufw enable", "firewall-on | ufw"],
  ["ufw --force disable", "firewall-off | ufw"],
  ["ufw status verbose"],
  ["ufw --dry-run enable"],
  ["ufw allow ssh", "firewall-allow | ufw | 22"],
  ["ufw allow 22/tcp", "firewall-allow | ufw | 22"],
  ["ufw allow OpenSSH", "firewall-allow | ufw | 22"],
  ["ufw deny 22", "firewall-block | ufw | 22"],
  ["ufw delete allow 22", "firewall-block | ufw | 22"],
  ["ufw delete deny 80", "firewall-allow | ufw | 80"],
  ["ufw delete 3", "firewall-block | ufw | one rule"],
  ["ufw insert 1 deny from 10.0.0.1", "firewall-block | ufw | all from 10.0.0.1"],
  [
    "ufw allow from 10.0.0.0/8 to any port 22 proto tcp",
    "firewall-allow | ufw | 22 from 10.0.0.0/8",
  ],
  ["ufw deny out 25"],
  ["ufw default deny incoming", "firewall-default | ufw | deny incoming"],
  ["ufw --force reset", "firewall-off | ufw | rules deleted"],
  ["iptables -P INPUT DROP", "firewall-default | iptables | deny incoming"],
  ["iptables -A INPUT -p tcp --dport 22 -j DROP", "firewall-block | iptables | 22"],
  [
    "iptables -I INPUT -p tcp -m tcp --dport 22 -s 10.0.0.5 -j REJECT",
    "firewall-block | iptables | 22 from 10.0.0.5",
  ],
  ["iptables -A INPUT -p tcp --dport 443 -j ACCEPT", "firewall-allow | iptables | 443"],
  ["iptables -A INPUT -i lo -j ACCEPT"],
  ["iptables -A INPUT -m state --state ESTABLISHED,RELATED -j ACCEPT"],
  ["iptables -A INPUT -j DROP", "firewall-block | iptables | all"],
  ["iptables -F", "firewall-flush | iptables | every chain"],
  ["iptables -t nat -F"],
  ["iptables -L -n -v"],
  ["iptables-restore rules.v4", "firewall-replace | iptables-restore | a whole set of rules"],
  ["nft flush ruleset", "firewall-flush | nft | flush ruleset"],
  ["nft list ruleset"],
  ["nft add rule inet filter input tcp dport 22 drop", "firewall-block | nft | 22"],
  [
    "nft 'add chain inet f input { type filter hook input priority 0; policy drop; }'",
    "firewall-default | nft | deny incoming",
  ],
  ["firewall-cmd --permanent --remove-service=ssh", "firewall-block | firewalld | 22"],
  ["firewall-cmd --add-port=8080/tcp", "firewall-allow | firewalld | 8080"],
  ["firewall-cmd --panic-on", "firewall-block | firewalld | all"],
  ["firewall-cmd --list-all"],
  ["ip link set eth0 down", "interface-down | eth0"],
  ["ip link set dev eth0 up", "interface-up | eth0"],
  ["ip l s eth0"],
  ["ip a"],
  ["ip addr del 192.0.2.1/24 dev eth0", "address-delete | eth0 | 192.0.2.1/24"],
  ["ip addr flush dev eth0", "address-delete | eth0 | all"],
  ["ip route del default", "route-delete | default"],
  ["ip route flush table main", "route-delete | every route"],
  ["ip -4 route show"],
  ["ip link delete eth0", "interface-down | eth0 | removed"],
  ["ifconfig eth0 down", "interface-down | eth0"],
  ["ifconfig"],
  ["ifdown eth0", "interface-down | eth0"],
  ["ifdown -a", "interface-down | all"],
  ["route del default", "route-delete | default"],
  ["route -n"],
  ["nmcli con down eth0", "connection-down | eth0"],
  ["nmcli networking off", "interface-down | all"],
  ["nmcli device status"],
  ["nmcli dev disconnect eth0", "interface-down | eth0"],
  ["nmcli radio wifi off", "interface-down | all radio"],
  ["nmcli"],
  ["mount /dev/sdb1 /mnt", "mount | /mnt | /dev/sdb1"],
  ["mount -o remount,ro /", "remount | / | read-only"],
  ["mount"],
  ["umount /dev/sde1", "unmount | /mnt"],
  ["umount -l /mnt", "unmount | /mnt | lazy"],
  ["swapoff -a", "swap-off | all"],
  ["modprobe -r e1000e", "unload-module | e1000e"],
  ["modprobe snd-hda-intel", "load-module | snd_hda_intel"],
  ["rmmod e1000e", "unload-module | e1000e"],
  ["sysctl -w vm.swappiness=10", "kernel-setting | vm.swappiness | 10"],
  ["sysctl vm.swappiness"],
  ["hostname web-2", "set-hostname | hostname | web-2"],
  ["hostnamectl set-hostname web-2", "set-hostname | hostname | web-2"],
  ["timedatectl"],
  ["timedatectl set-ntp false", "set-ntp | timedate | false"],
  ["loginctl list-sessions"],
  ["at -l"],
  ["atrm 3", "remove-job | job 3"],
];

for (const [line, ...expected] of lines) {
  test(`${line} is told as ${expected.join(", ") || "nothing"}`, () => {
    assert.deepEqual(told(line, "root"), expected);
  });
}

const jobs: readonly (readonly [line: string, ...told: string[]])[] = [
  ["crontab -r", "remove-jobs | ann"],
  ["crontab -l"],
  ["crontab jobs.txt", "replace-jobs | ann | one\ntwo"],
  ["echo '0 0 * * * true' | crontab -", "replace-jobs | ann | 0 0 * * * true"],
  ["(crontab -l; echo '0 0 * * * true') | crontab -", "add-jobs | ann | 0 0 * * * true"],
  ["crontab -u bob -r"],
];

for (const [line, ...expected] of jobs) {
  test(`ann: ${line} is told as ${expected.join(", ") || "nothing"}`, () => {
    assert.deepEqual(told(line.replace("jobs.txt", "notes.txt"), "user"), expected);
  });
}
