/** Options by which programs are given a password, as one word, or as the word behind them. */
const joined: Readonly<Record<string, RegExp>> = {
  openssl: /^pass:(.+)$/,
  sshpass: /^-p(.+)$/,
  zip: /^-P(.+)$/,
  "7z": /^-p(.+)$/,
  unrar: /^-p(.+)$/,
  rar: /^-h?p(.+)$/,
  smbclient: /^(?:-U|--user=)?[^%\s/]+%(.+)$/,
  mount: /\bpassword=([^,]+)/,
  "mount.cifs": /\bpassword=([^,]+)/,
  docker: /^(?:-e|--env=)?\w*(?:PASSWORD|SECRET|TOKEN)=([^$]{3,})$/,
  podman: /^(?:-e|--env=)?\w*(?:PASSWORD|SECRET|TOKEN)=([^$]{3,})$/,
  npm: /_(?:authToken|password)=(.+)$/,
  kubectl: /^--from-literal=\w*(?:pass|secret|token|key)\w*=(.+)$/i,
  xfreerdp: /^\/p:(.+)$/,
  lftp: /^[^,/]+,(.+)$/,
};

const behind: Readonly<Record<string, RegExp>> = {
  sshpass: /^-p$/,
  "redis-cli": /^(?:-a|--pass)$/,
  zip: /^(?:-P|--password)$/,
  unzip: /^-P$/,
  gpg: /^--passphrase$/,
  openssl: /^-k$/,
  docker: /^(?:-p|--password)$/,
  podman: /^(?:-p|--password)$/,
  svn: /^--password$/,
  mongo: /^(?:-p|--password)$/,
  mongosh: /^(?:-p|--password)$/,
  mongodump: /^(?:-p|--password)$/,
  ldapsearch: /^-w$/,
  ldapmodify: /^-w$/,
  ldapadd: /^-w$/,
  useradd: /^(?:-p|--password)$/,
  usermod: /^(?:-p|--password)$/,
  aws: /^aws_secret_access_key$/,
  az: /^(?:-p|--password)$/,
  vncpasswd: /^-f$/,
};

/** A docker command that takes a password by -p; in others it publishes a port. */
const login = /^login$/;

/** The password that a word of a program is, or has in it. */
export function passwordAt(
  program: string,
  word: string,
  before: string,
  words: readonly string[],
): string | undefined {
  if (requesters.has(program)) return ofRequest(word, before);
  if (databaseClients.has(program)) return /^(?:-p|--password=)(.+)$/.exec(word)?.[1];
  if (program === "htpasswd") return ofHtpasswd(word, words);
  const isPort = /^(?:docker|podman)$/.test(program) && !words.some((one) => login.test(one));
  const follows = Object.hasOwn(behind, program) && behind[program]?.test(before) === true;
  if (follows && !isPort) return word;
  return Object.hasOwn(joined, program) ? joined[program]?.exec(word)?.[1] : undefined;
}

/** Options by which programs read a password from their input, where an echo puts it. */
const fromInput: Readonly<Record<string, RegExp>> = {
  passwd: /^--stdin$/,
  docker: /^--password-stdin$/,
  podman: /^--password-stdin$/,
  helm: /^--password-stdin$/,
  gh: /^--with-token$/,
  smbpasswd: /^-\w*s/,
  sshpass: /^-d0$/,
  gpg: /^--passphrase-fd(?:=0)?$/,
};

/** Whether a program reads a password, or a list of them, from its input. */
export function readsPassword(program: string, words: readonly string[]): boolean {
  if (program === "chpasswd") return true;
  // What stands behind the first word that is no option belongs to the command that sudo starts.
  if (program === "sudo") {
    const end = words.findIndex((word) => !word.startsWith("-"));
    const own = end < 0 ? words : words.slice(0, end);
    return own.some((word) => word === "--stdin" || /^-[a-zA-Z]*S/.test(word));
  }
  const option = Object.hasOwn(fromInput, program) ? fromInput[program] : undefined;
  return option !== undefined && words.some((word) => option.test(word));
}

/** `htpasswd -b FILE NAME PASSWORD` */
function ofHtpasswd(word: string, words: readonly string[]): string | undefined {
  const isGiven = words.some((one) => /^-[a-zA-Z]*b/.test(one));
  return isGiven && words.length > 2 && words.at(-1) === word ? word : undefined;
}

const requesters: ReadonlySet<string> = new Set(["curl", "wget", "http", "https"]);
const databaseClients: ReadonlySet<string> = new Set(
  "mysql mysqldump mysqladmin mariadb mariadb-dump".split(" "),
);

function ofRequest(word: string, before: string): string | undefined {
  if (/^(-u|--user|--proxy-user|-a|--auth)$/.test(before)) return /^[^:\s]+:(.+)$/.exec(word)?.[1];
  const joined = /^(?:--user=|--http-password=|--password=|--proxy-user=)(?:[^:\s]+:)?(.+)$/.exec(
    word,
  );
  if (joined !== null) return joined[1];
  const header =
    /^(?:Authorization:\s*(?:Bearer|Basic|token)\s+|(?:X-)?(?:Api-Key|Auth-Token):\s*)(\S{6,})$/i;
  return /^(-H|--header)$/.test(before) ? header.exec(word)?.[1] : undefined;
}
