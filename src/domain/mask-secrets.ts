/** What stands in the place of a secret. */
const mask = "***";

/** A word of the shell, quotes and all. */
const word = String.raw`(?:\$?'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s'"|;&<>()])+`;
/** A part of a name that says that a secret follows. */
const secretName =
  "(?:pass(?:word|wd|phrase|code)?|passw|pwd|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credentials?|auth[-_]?key|bearer)";

type Rule = readonly [pattern: RegExp, replacement: string];

let rules: readonly Rule[] | undefined;

/**
 * The line with what looks like a password, a token or a key masked, for what is kept of it. It
 * rather hides too much: the line is kept to be recognised, not to be run.
 */
export function maskSecrets(line: string): string {
  rules ??= makeRules();
  return rules.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), line);
}

function makeRules(): readonly Rule[] {
  return [
    // https://ann:secret@host
    [/([a-z][a-z0-9+.-]*:\/\/[^\s:@/'"]*:)[^\s@'"]+@/gi, `$1${mask}@`],
    // Authorization: Bearer …, X-Api-Key: …
    [
      /\b((?:proxy-)?authorization|x-[a-z-]*(?:key|token)|private-token|cookie)(\s*:\s*)[^'"\n]+/gi,
      `$1$2${mask}`,
    ],
    [/\b(bearer\s+)[\w.~+/=-]+/gi, `$1${mask}`],
    // --password=…, --password …, -passin pass:…
    [
      new RegExp(`((?:^|\\s)--?(?:[\\w-]*[-_])?${secretName}(?:[-_][\\w-]+)?=)${word}`, "gi"),
      `$1${mask}`,
    ],
    [new RegExp(`((?:^|\\s)--(?:[\\w-]*[-_])?${secretName}\\s+)(?!-)${word}`, "gi"), `$1${mask}`],
    [/\b(pass:)[^\s'"]+/g, `$1${mask}`],
    // TOKEN=…, export DB_PASSWORD=…, password=… of a form
    [
      new RegExp(`\\b((?!OLDPWD=|PWD=)[\\w-]*${secretName}(?:[_-]?\\w+)?=)${word}`, "gi"),
      `$1${mask}`,
    ],
    // "password": "…"
    [new RegExp(`(["']?[\\w-]*${secretName}["']?\\s*:\\s*)("[^"]*"|'[^']*')`, "gi"), `$1"${mask}"`],
    // Programs that take it behind a letter.
    [
      new RegExp(`(\\b(?:mysql\\w*|mariadb\\S*|7z[ar]?)\\b[^|;&]*?\\s['"]?-p)(?=\\S)${word}`, "g"),
      `$1${mask}`,
    ],
    [
      new RegExp(
        `(\\b(?:sshpass|useradd|usermod|docker\\s+login|podman\\s+login|chpasswd)\\b[^|;&]*?\\s-p\\s*)${word}`,
        "g",
      ),
      `$1${mask}`,
    ],
    [new RegExp(`(\\b(?:zip|unzip)\\b[^|;&]*?\\s-P\\s*)${word}`, "g"), `$1${mask}`],
    [new RegExp(`(\\b(?:redis-cli)\\b[^|;&]*?\\s-a\\s*)${word}`, "g"), `$1${mask}`],
    [new RegExp(`(\\b(?:ldap\\w+)\\b[^|;&]*?\\s-w\\s*)${word}`, "g"), `$1${mask}`],
    [new RegExp(`(\\bhtpasswd\\s+-\\w*b\\w*\\s+\\S+\\s+\\S+\\s+)${word}`, "g"), `$1${mask}`],
    [
      /(\b(?:curl|wget|http)\b[^|;&]*?\s(?:-u\s*|--(?:proxy-)?user[= ]\s*)["']?[^\s:'"]+:)[^\s'"]+/g,
      `$1${mask}`,
    ],
    // echo 'ann:secret' | chpasswd, echo secret | sudo -S, chpasswd <<< 'ann:secret'
    [
      /(\b(?:echo|printf|print)\b)[^|;&\n]*(\|\s*(?:sudo\s+)?(?:chpasswd|passwd|smbpasswd|cryptsetup|sudo\s+(?:\S+\s+)*?-\w*S|su\b))/g,
      `$1 ${mask} $2`,
    ],
    [
      new RegExp(
        `(\\b(?:chpasswd|passwd|smbpasswd|cryptsetup|sudo)\\b[^|;&\\n]*<<<\\s*)${word}`,
        "g",
      ),
      `$1${mask}`,
    ],
    // Tokens that can be told by their form, and keys.
    [/\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeprs]-|sk-|npm_|hf_|dop_v1_)[\w-]{10,}/g, mask],
    [/\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, mask],
    [/\beyJ[\w-]{10,}\.[\w-]+\.[\w-]*/g, mask],
    [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, mask],
  ];
}
