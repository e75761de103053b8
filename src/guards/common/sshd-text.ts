import { showName } from "../../domain/text.ts";

/**
 * The first thing that sshd would refuse in its settings, as a part of a sentence; for machines
 * whose own sshd cannot be asked. Names are those of OpenSSH 10 and all it still accepts.
 */
export function findSshdMistake(text: string): string | undefined {
  for (const line of text.split("\n")) {
    const [, keyword, rest = ""] = /^\s*([^\s=#"]+)[\s=]*(.*)$/.exec(line) ?? [];
    if (keyword === undefined) continue;
    const mistake = mistakeOf(keyword, rest.replace(/\s#.*/, "").trim());
    if (mistake !== undefined) return mistake;
  }
  return undefined;
}

function mistakeOf(keyword: string, value: string): string | undefined {
  const name = keyword.toLowerCase();
  const shown = showName(keyword);
  if (!Object.hasOwn(kinds(), name) && !name.startsWith("gssapi")) {
    return `sshd has no setting ${shown}`;
  }
  if (value === "") return `the setting ${shown} has no value`;
  const plain = value.replace(/^"(.*)"$/, "$1").toLowerCase();
  const isFine = accepted[kinds()[name] ?? "text"].test(plain);
  const isPort = name !== "port" || (Number(plain) > 0 && Number(plain) < 65536);
  return isFine && isPort ? undefined : `${shown} cannot be ${showName(value)}`;
}

type Kind = "text" | "number" | "switch" | "root" | "forwarding";

const accepted: Readonly<Record<Kind, RegExp>> = {
  text: /./,
  number: /^\d+$/,
  switch: /^(yes|no|true|false)$/,
  root: /^(yes|no|without-password|prohibit-password|forced-commands-only)$/,
  forwarding: /^(yes|no|all|local|remote)$/,
};

let table: Readonly<Record<string, Kind>> | undefined;

function kinds(): Readonly<Record<string, Kind>> {
  table ??= Object.fromEntries(
    (Object.keys(names) as Kind[]).flatMap((kind) =>
      names[kind].split(" ").map((name) => [name, kind] as const),
    ),
  );
  return table;
}

const names: Readonly<Record<Kind, string>> = {
  text: [
    "acceptenv addressfamily allowgroups allowusers authenticationmethods authorizedkeyscommand",
    "authorizedkeyscommanduser authorizedkeysfile authorizedkeysfile2 authorizedprincipalscommand",
    "authorizedprincipalscommanduser authorizedprincipalsfile banner casignaturealgorithms",
    "channeltimeout chrootdirectory ciphers clientaliveinterval compression denygroups denyusers",
    "dsaauthentication fingerprinthash forcecommand hostbasedacceptedalgorithms",
    "hostbasedacceptedkeytypes hostbasedusesnamefrompacketonly hostcertificate hostdsakey hostkey",
    "hostkeyagent hostkeyalgorithms include ipqos kerberosauthentication kerberosgetafstoken",
    "kerberosorlocalpasswd kerberosticketcleanup kerberostgtpassing kexalgorithms keepalive",
    "keyregenerationinterval listenaddress logingracetime loglevel logverbose macs match",
    "maxstartups modulifile pamservicename permitlisten permitopen permittunnel",
    "permituserenvironment persourcemaxstartups persourcenetblocksize persourcepenalties",
    "persourcepenaltyexemptlist pidfile protocol pubkeyacceptedalgorithms pubkeyacceptedkeytypes",
    "pubkeyauthoptions rdomain refuseconnection rekeylimit reversemappingcheck revokedkeys",
    "rhostsauthentication rhostsrsaauthentication rsaauthentication securitykeyprovider",
    "serverkeybits setenv skeyauthentication sshdauthpath sshdsessionpath streamlocalbindmask",
    "subsystem syslogfacility trustedusercakeys unusedconnectiontimeout uselogin",
    "useprivilegeseparation verifyreversemapping versionaddendum xauthlocation afstokenpassing",
    "ignorerhosts gatewayports",
  ].join(" "),
  number: "port maxauthtries maxsessions clientalivecountmax x11displayoffset requiredrsasize",
  switch: [
    "allowagentforwarding challengeresponseauthentication debianbanner disableforwarding",
    "exposeauthinfo hostbasedauthentication ignoreuserknownhosts kbdinteractiveauthentication",
    "passwordauthentication permitemptypasswords permittty permituserrc printlastlog printmotd",
    "pubkeyauthentication streamlocalbindunlink strictmodes tcpkeepalive usedns usepam",
    "x11forwarding x11uselocalhost",
  ].join(" "),
  root: "permitrootlogin",
  forwarding: "allowtcpforwarding allowstreamlocalforwarding",
};
