import { defineGuard } from "../domain/guard.ts";
import { showName } from "../domain/text.ts";
import { type Cut, findCuts } from "./common/cuts.ts";
import { alternatives } from "./common/edit-line.ts";

/** Taking the machine's network away. */
export const cutsNetwork = defineGuard<Cut>({
  id: "cuts-network",
  title: "Cuts the network",
  severity: "danger",
  concerns: ["network", "service", "settings"],
  why: "Without its interface, address or route the machine cannot be reached and reaches nobody. Over the network there is then no way to take it back.",
  examples: () => [
    {
      line: "ip link set eth0 down",
      expect: "danger",
      as: "root",
      why: "this session comes in by it",
    },
    { line: "ip link set eth1 down", expect: "caution", as: "root", why: "another interface" },
    { line: "ip link set eth1 up", expect: "quiet", as: "root", why: "it is switched on" },
    { line: "ip link show eth0", expect: "quiet", as: "root", why: "it only shows" },
    { line: "sudo ip link set eth0 down", expect: "caution", why: "at the machine itself" },
    { line: "ip addr flush dev eth0", expect: "danger", as: "root", why: "its address goes" },
    { line: "ip route del default", expect: "danger", as: "root", why: "answers find no way back" },
    { line: "ip route del 10.9.0.0/16", expect: "note", as: "root", why: "one route among others" },
    {
      line: "tc qdisc add dev eth0 root netem loss 100%",
      expect: "danger",
      as: "root",
      why: "nothing gets out any more",
    },
    {
      line: "tc qdisc add dev eth0 root netem delay 10ms",
      expect: "quiet",
      as: "root",
      why: "a little slower",
    },
    { line: "ifdown eth0", expect: "danger", as: "root", why: "the same by ifdown" },
    { line: "nmcli networking off", expect: "danger", as: "root", why: "every interface" },
    {
      line: "systemctl stop NetworkManager",
      expect: "danger",
      as: "root",
      why: "it holds the connection",
    },
    {
      line: "ip link set eth0 master br0",
      expect: "danger",
      as: "root",
      why: "a part of a bridge has no address of its own",
    },
    { line: "ip link set eth1 master br0", expect: "quiet", as: "root", why: "another interface" },
    {
      line: "systemctl disable systemd-networkd",
      expect: "danger",
      as: "root",
      why: "after the next start nothing brings the network up",
    },
    {
      line: "systemctl restart NetworkManager",
      expect: "quiet",
      as: "root",
      why: "connections stay",
    },
    {
      line: "systemctl restart networking",
      expect: "caution",
      as: "root",
      why: "interfaces go down first",
    },
    { line: "rmmod e1000e", expect: "danger", as: "root", why: "it drives the interface" },
    { line: "rmmod pcspkr", expect: "quiet", as: "root", why: "it drives no interface" },
    {
      line: "iptables -P OUTPUT DROP",
      expect: "danger",
      as: "root",
      why: "no answer leaves any more",
    },
  ],
  blindSpots:
    "Which interface a connection of NetworkManager uses, and what a changed settings file would do at the next start, is not worked out.",
  check: findCuts,
  explain({ severity, effect, what, why, confirm, isRemote }) {
    return {
      severity,
      title:
        isRemote && severity === "danger"
          ? "This would cut the connection you are using"
          : "This would cut a network connection",
      what: `${what}.`,
      why: `${why}.`,
      instead: alternatives(["ip -brief address", "shows which interface has which address"]),
      span: effect.cause.span,
      paths: [],
      pathCount: 0,
      confirmWords: `cut ${showName(confirm)}`,
    };
  },
});
