/**
 * Commands whose whole use is to print code for the shell that typed them, as their manuals say:
 * `eval "$(ssh-agent)"`, `source <(kubectl completion bash)`. They are programs of this machine, and
 * what they print is as trusted as they are.
 */
const hooks: Readonly<Record<string, RegExp>> = {
  "ssh-agent": /^/,
  dircolors: /^/,
  lesspipe: /^/,
  keychain: /^/,
  starship: /^init\b/,
  zoxide: /^init\b/,
  atuin: /^init\b/,
  direnv: /^(?:hook|export)\b/,
  fzf: /^--(?:bash|zsh)$/,
  fnm: /^env\b/,
  mise: /^(?:activate|env)\b/,
  opam: /^env\b/,
  brew: /^shellenv\b/,
  conda: /^shell\.\w+ hook$/,
  thefuck: /^--alias\b/,
  luarocks: /^path\b/,
  "docker-machine": /^env\b/,
  minikube: /^(?:docker-env|completion)\b/,
  "register-python-argcomplete": /^/,
};

/** Whether a command prints code for a shell, and is there for that. */
export function isShellHook([first = "", ...words]: readonly string[]): boolean {
  if (first.includes("/") && !/^\/(?:usr\/)?s?bin\//.test(first)) return false;
  const name = first.slice(first.lastIndexOf("/") + 1);
  const rest = words.join(" ");
  if (/^(?:py|rb|nod|go|j|pl|ph)env$/.test(name)) return /^(?:init|virtualenv-init)\b/.test(rest);
  if (/^completion(?: (?:-s )?(?:bash|zsh|sh))?$/.test(rest)) return true;
  return Object.hasOwn(hooks, name) && hooks[name]?.test(rest) === true;
}
