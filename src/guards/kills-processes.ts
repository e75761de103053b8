import { defineGuard } from "../domain/guard.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { findKillings, type Killing } from "./common/killings.ts";

/** Ending processes that others rely on, or more of them than was meant. */
export const killsProcesses = defineGuard<Killing>({
  id: "kills-processes",
  title: "Ends processes",
  severity: "danger",
  concerns: ["process"],
  why: "A process that is ended loses what it has not saved. Some hold a session, a database or the whole machine, and a name or pattern often fits more of them than was meant.",
  examples: () => [
    { line: "kill -9 -1", expect: "danger", why: "everything you run, this session too" },
    { line: "kill 701", expect: "quiet", why: "one process of your own" },
    { line: "kill -9 701 702", expect: "quiet", why: "two processes of your own" },
    { line: "kill -0 701", expect: "quiet", why: "it only asks whether it runs" },
    { line: "kill 1", expect: "danger", as: "root", why: "the process that all others rely on" },
    { line: "kill 410", expect: "quiet", why: "it is not yours, and the kernel refuses" },
    { line: "pkill -u ann", expect: "danger", why: "everything you run" },
    { line: "pkill -u bob", expect: "caution", as: "root", why: "everything somebody else runs" },
    { line: "pkill -x node", expect: "quiet", why: "one process of your own" },
    { line: "pkill -f .", expect: "danger", why: "the pattern fits everything" },
    { line: "killall sshd", expect: "danger", as: "root", why: "the way in, and this connection" },
    { line: "pkill -HUP sshd", expect: "quiet", as: "root", why: "it reads its settings anew" },
    {
      line: "killall -9 mysqld",
      expect: "danger",
      as: "root",
      why: "it could not write what is in its memory",
    },
    {
      line: "killall mysqld",
      expect: "caution",
      as: "root",
      why: "it ends in order, and who uses it stops",
    },
    { line: "killall nginx", expect: "quiet", as: "root", why: "only its own users miss it" },
    {
      line: "killall -9 dpkg",
      expect: "danger",
      as: "root",
      why: "packages would be left half installed",
    },
    { line: "fuser -k 8080/tcp", expect: "quiet", why: "whoever holds one port" },
    { line: "fuser -km /home", expect: "danger", as: "root", why: "whoever uses any file there" },
    { line: "pgrep nginx", expect: "quiet", why: "it only lists" },
  ],
  blindSpots:
    "It sees the processes that run while it looks. What has not saved its work it knows only of programs by their names.",
  check: findKillings,
  explain: ({ severity, title, what, why, effect, confirmWords }) => ({
    severity,
    title,
    what: `${what}.`,
    why: `${why}.`,
    instead: alternatives([
      effect.cause.program === "pkill" && effect.cause.operand !== undefined
        ? lineAs(effect.cause, ["pgrep", "-a", "-f", effect.cause.operand.written])
        : lineAs(effect.cause, ["ps", "-eo", "pid,user,args"]),
      "shows which processes there are",
    ]),
    span: effect.cause.span,
    paths: [],
    pathCount: 0,
    confirmWords,
  }),
});
