import type { Explanation } from "../../src/domain/finding.ts";

/**
 * Words of the trade that a person who just began does not know. Names of files, programs and what
 * stands in quotes or backticks are no words of ours.
 */
const jargon =
  /\b(acl|argv|caps?|cgroup|chroot|cron ?job|daemon|dns|env|errno|exec|exit code|fd|fork|fs|fstab|glob|grep|head|inode|initramfs|ioctl|ip|kernel|metadata|mode bits?|mountpoint|nic|nsswitch|octal|packet|pam|pid|posix|ref|reflog|regex|repo|setgid|setuid|sgid|socket|staged|stash|stat|stderr|stdin|stdout|sudoers|suid|superuser|symlink|syscall|tty|uid|gid|euid|umask|unlink|xattr)\b/i;

/** Where words of ours end: paths, commands in backticks, texts in quotes, names of packages. */
const foreign = /`[^`]*`|"[^"]*"|~?\/[^\s,;]*|~(?=[\s:])|\S*[\w]-\S*|\S+\.\S+/g;

/** Longest headline: with its sign and severity it is one line of a terminal. */
const longestTitle = 66;
const longestSentence = 34;
const longestFirst = 170;

/** What in an explanation is against the rules of wording, one sentence each. */
export function brokenRules(said: Explanation): readonly string[] {
  return [
    ...titleRules(said.title),
    ...textRules("what", said.what),
    ...textRules("why", said.why),
    ...said.instead.flatMap(({ why }) => remedyRules(why)),
    ...wordRules(said),
  ];
}

function titleRules(title: string): readonly string[] {
  return [
    title.length > longestTitle ? `the title has ${title.length} characters: ${title}` : "",
    /[.:;]$/.test(title) ? `the title ends like a sentence: ${title}` : "",
    /[/~`"]/.test(title) ? `the title has a name in it: ${title}` : "",
    /^[A-Z]/.test(title) ? "" : `the title begins small: ${title}`,
  ].filter((rule) => rule !== "");
}

function textRules(part: string, text: string): readonly string[] {
  const sentences = text.split(/(?<=\.) (?=\S)/);
  const first = sentences[0] ?? "";
  const long = sentences.find((one) => one.split(/\s+/).length > longestSentence);
  return [
    /[^.]\.$/.test(text) ? "" : `${part} does not end with one full stop: ${text}`,
    long === undefined ? "" : `${part} has a long sentence: ${long}`,
    first.length > longestFirst ? `${part} begins with a long sentence: ${first}` : "",
    / {2}|\s[.,;:](\s|$)/.test(text) ? `${part} has a stray blank: ${text}` : "",
    part === "why" && /^[a-z]/.test(text) && !/^(sudo|ssh|git)\b/.test(text)
      ? `why begins small: ${text}`
      : "",
  ].filter((rule) => rule !== "");
}

function remedyRules(why: string): readonly string[] {
  return [
    why === "" ? "a line to copy says nothing of itself" : "",
    /\.$/.test(why) ? `a part of a sentence ends with a full stop: ${why}` : "",
    /^[A-Z]/.test(why) ? `a part of a sentence begins large: ${why}` : "",
  ].filter((rule) => rule !== "");
}

function wordRules({
  title,
  what,
  why,
  instead,
  confirmWords = "",
}: Explanation): readonly string[] {
  const texts = [title, what, why, ...instead.map((one) => one.why)];
  return [
    ...texts.flatMap((text) => {
      const word = jargon.exec(text.replace(foreign, " "))?.[0];
      return word === undefined ? [] : [`"${word}" is no word for a beginner: ${text}`];
    }),
    ...[...texts, confirmWords].flatMap(formRules),
  ];
}

function formRules(text: string): readonly string[] {
  const own = text.replace(foreign, " ");
  return [
    /!|\bplease\b/i.test(own) ? `it calls out or begs: ${text}` : "",
    /\b(undefined|null|NaN|Infinity|\[object)\b/.test(own) ? `a value shows through: ${text}` : "",
    /\p{Cc}|\p{Cs}|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u.test(text)
      ? `something not to be seen: ${JSON.stringify(text)}`
      : "",
    /\d+(\.\d+)?\s?(KB|KiB|MiB|GiB|Kb|kb|mb|gb)\b|\d(kB|MB|GB|TB)\b/.test(own)
      ? `a unit that is written otherwise elsewhere: ${text}`
      : "",
    /\b\d{5,}\b/.test(own) ? `a number without commas: ${text}` : "",
  ].filter((rule) => rule !== "");
}
