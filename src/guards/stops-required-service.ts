import { defineGuard } from "../domain/guard.ts";
import { showName } from "../domain/text.ts";
import { alternatives, lineAs } from "./common/edit-line.ts";
import { describeStoppage, findStoppages, type Stoppage } from "./common/stoppages.ts";

/** Stopping, or not starting again, what other parts of the machine rely on. */
export const stopsRequiredService = defineGuard<Stoppage>({
  id: "stops-required-service",
  title: "Stops what other parts of the machine need",
  severity: "danger",
  concerns: ["service", "mount", "network", "settings"],
  why: "Some services, mounted file systems and scheduled jobs are needed by others that do not say so: without them nobody can log in, programs wait without end, or backups no longer run.",
  examples: () => [
    { line: "systemctl stop dbus", expect: "danger", as: "root", why: "every login relies on it" },
    {
      line: "systemctl mask systemd-logind",
      expect: "danger",
      as: "root",
      why: "nobody could log in after the next start",
    },
    {
      line: "systemctl stop gdm",
      expect: "danger",
      as: "root",
      why: "the desktop would end with unsaved work",
    },
    {
      line: "systemctl stop mysql",
      expect: "caution",
      as: "root",
      why: "programs keep their data with it",
    },
    { line: "systemctl stop nginx", expect: "note", as: "root", why: "only its own users miss it" },
    { line: "systemctl restart nginx", expect: "quiet", as: "root", why: "it comes back at once" },
    { line: "systemctl restart mysql", expect: "quiet", as: "root", why: "it comes back at once" },
    {
      line: "systemctl stop mysql && systemctl start mysql",
      expect: "quiet",
      as: "root",
      why: "the line starts it again",
    },
    {
      line: "systemctl isolate rescue.target",
      expect: "danger",
      as: "root",
      why: "everything stops but one shell",
    },
    {
      line: "systemctl set-default multi-user.target",
      expect: "quiet",
      as: "root",
      why: "a usual way to start",
    },
    {
      line: "systemctl set-default rescue.target",
      expect: "danger",
      as: "root",
      why: "every start would end there",
    },
    { line: "systemctl --user stop dbus", expect: "caution", why: "the desktop relies on it" },
    {
      line: "systemctl --user stop syncthing",
      expect: "quiet",
      why: "a service of one's own account",
    },
    {
      line: "service cron stop",
      expect: "caution",
      as: "root",
      why: "scheduled jobs, backups among them",
    },
    { line: "ufw disable", expect: "caution", as: "root", why: "the firewall no longer protects" },
    {
      line: "date -s '2001-01-01'",
      expect: "caution",
      as: "root",
      why: "certificates and jobs go by the clock",
    },
    { line: "date -d '2001-01-01'", expect: "quiet", as: "root", why: "it only shows a date" },
    { line: "hwclock --systohc", expect: "quiet", as: "root", why: "it keeps the time there is" },
    { line: "crontab -r", expect: "caution", why: "one letter from -e" },
    { line: "crontab -l", expect: "quiet", why: "it only lists" },
    { line: "crontab -e", expect: "quiet", why: "a person looks at it" },
    {
      line: "crontab notes.txt",
      expect: "caution",
      why: "all jobs there are now would be replaced",
    },
    {
      line: "(crontab -l; echo '0 3 * * * true') | crontab -",
      expect: "quiet",
      why: "the jobs there are now stay",
    },
    {
      line: "mount -o remount,ro /",
      expect: "danger",
      as: "root",
      why: "nothing could be written any more",
    },
    { line: "mount /dev/sdb1 /home", expect: "caution", as: "root", why: "it hides every home" },
    { line: "mount /dev/sdb1 /mnt", expect: "quiet", as: "root", why: "nothing lies there" },
    { line: "umount /mnt", expect: "quiet", as: "root", why: "a disk that only holds copies" },
    { line: "umount -a", expect: "danger", as: "root", why: "every file system that is not busy" },
    {
      line: "ln -sf /lib/systemd/system/poweroff.target /etc/systemd/system/default.target",
      expect: "danger",
      as: "root",
      why: "every start would end at once",
    },
    {
      line: "ln -sf /lib/systemd/system/multi-user.target /etc/systemd/system/default.target",
      expect: "quiet",
      as: "root",
      why: "a usual way to start",
    },
    {
      line: "echo 0 > /proc/sys/kernel/randomize_va_space",
      expect: "caution",
      as: "root",
      why: "it makes programs easier to take over",
    },
    {
      line: "echo 10 > /proc/sys/vm/swappiness",
      expect: "quiet",
      as: "root",
      why: "a setting that protects nothing",
    },
    {
      line: "sed -i 's/enforcing/disabled/' /etc/selinux/config",
      expect: "caution",
      as: "root",
      why: "from the next start on nothing keeps programs to what they may do",
    },
    { line: "modprobe snd_hda_intel", expect: "quiet", as: "root", why: "it adds something" },
  ],
  blindSpots:
    "It knows services by their names. One of this machine's own that others rely on looks to it like any other. What a start script does besides is not seen.",
  check: findStoppages,
  explain(stoppage) {
    const { severity, effect } = stoppage;
    const { title, what, why, confirmWords } = describeStoppage(stoppage);
    return {
      severity,
      title,
      what,
      why,
      instead: insteadOf(stoppage),
      span: effect.cause.span,
      paths: [],
      pathCount: 0,
      ...(confirmWords === undefined ? {} : { confirmWords }),
    };
  },
});

function insteadOf({ effect, kind, severity }: Stoppage) {
  const { cause, target, action } = effect;
  if (severity === "note") return [];
  if (action === "remove-jobs" || action === "replace-jobs") {
    const save = lineAs(cause, ["crontab", "-l"]);
    return alternatives(
      [lineAs(cause, ["crontab", "-e"]), "opens the jobs in an editor"],
      [`${save} > crontab.bak`, "keeps the jobs there are now in a file"],
    );
  }
  if (kind === "clock") {
    const network = lineAs(cause, ["timedatectl", "set-ntp", "true"]);
    return alternatives([network, "takes the time from the network, and corrects it gently"]);
  }
  if (kind !== "service") return [];
  const unit = showName(target);
  return alternatives(
    [lineAs(cause, ["systemctl", "status", unit]), "shows what it does and who started it"],
    [lineAs(cause, ["systemctl", "list-dependencies", "--reverse", unit]), "shows what needs it"],
  );
}
