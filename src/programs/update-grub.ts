import type { Call, Outcome, Program } from "../domain/program.ts";
import { changeDevice } from "./common/device-target.ts";
import { fail, unforeseen, untold } from "./common/outcome.ts";
import { mayAdminister } from "./common/rights.ts";

/** What each makes anew of what is on the machine; the files come of that, and are not worked out. */
const reasons: Readonly<Record<string, string>> = {
  "update-grub": "what the boot menu then says is not worked out",
  "update-grub2": "what the boot menu then says is not worked out",
  "grub-mkconfig": "what the boot menu then says is not worked out",
  "grub2-mkconfig": "what the boot menu then says is not worked out",
  "grub-install": "which files of the boot loader it writes is not worked out",
  "grub2-install": "which files of the boot loader it writes is not worked out",
  "update-initramfs": "which files go into the first file system of a start is not worked out",
  dracut: "which files go into the first file system of a start is not worked out",
  mkinitcpio: "which files go into the first file system of a start is not worked out",
  efibootmgr: "what the firmware keeps is not worked out",
  bootctl: "which files of the boot loader it writes is not worked out",
  ldconfig: "which links of libraries it sets anew is not worked out",
  depmod: "what the lists of kernel modules then say is not worked out",
  "update-ca-certificates": "which certificates are gathered is not worked out",
  mandb: "what the index of manual pages then says is not worked out",
  updatedb: "what the index of files then says is not worked out",
  newaliases: "what the table of mail addresses then says is not worked out",
  postmap: "what the table then says is not worked out",
  logrotate: "which logs are turned over, and which scripts run, is told by its configuration",
  certbot: "which certificates the other side gives is not known",
  "certbot-auto": "which certificates the other side gives is not known",
  "dpkg-reconfigure": "what the scripts of packages do is not followed",
};

/** Options with which they only tell. */
const telling: Readonly<Record<string, RegExp>> = {
  efibootmgr: /^(-v|--verbose|-u|--unicode|-q)$/,
  ldconfig: /^(-p|--print-cache|-N.*X|-\?|--usage)$/,
  depmod: /^(-n|--show|--dry-run)$/,
  bootctl: /^(status|list|is-installed|systemd-efi-options)$/,
  certbot: /^(certificates|plugins|show_account|--dry-run)$/,
  logrotate: /^(-d|--debug|-dv|-vd)$/,
};

/** Programs that make settings of the system anew from what lies on it. */
export const updateGrubProgram: Program = {
  names: Object.keys(reasons),
  options: ["-h --help", "-V --version", "-o --output=FILE"],
  run: renew,
};

function renew(call: Call): Outcome {
  const { name } = call;
  const words = call.arguments.map(({ text }) => text);
  const asks = words.some((word) => /^(-h|-V|--help|--version)$/.test(word));
  const isSilent =
    name === "efibootmgr" && words.every((word) => telling[name]?.test(word) === true);
  if (asks || isSilent || (words.length > 0 && words.some((word) => telling[name]?.test(word))))
    return untold("what it tells is not known before", 0);
  if (/mkconfig$/.test(name) && !words.some((word) => /^(-o|--output)/.test(word)))
    return untold("what the boot menu would say is not worked out", 0);
  if (name === "newaliases" || mayAdminister(call, "sys_admin") || name === "postmap")
    return renewAsRoot(call);
  if (name === "logrotate" || name === "certbot") return unforeseen(call, reasons[name] ?? "");
  return fail(call, "Permission denied");
}

function renewAsRoot(call: Call): Outcome {
  if (/grub2?-install/.test(call.name)) {
    const disk = call.arguments.find(({ text }) => text.startsWith("/dev/"));
    if (disk !== undefined) changeDevice(call, disk, "boot");
  }
  return unforeseen(call, reasons[call.name] ?? "");
}
