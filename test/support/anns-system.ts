import { type DisposableRoot, openDisposableRoot, type RunEnd } from "./disposable-root.ts";
import { buildBundles } from "./handrail-home.ts";
import { repository } from "./repository.ts";
import { TerminalSession } from "./terminal-session.ts";
import { offerTinyPackages } from "./tiny-packages.ts";

/** What tests of plans carried out as root need of the machine. */
export const toolsOfAnn: readonly string[] =
  "unshare nsenter setpriv sudo dpkg-deb dpkg-scanpackages python3".split(" ");

/** Where Handrail lies in ann's system. */
export const handrailOfAnn = `${repository}/bin/handrail`;

/** Ctrl-C is for handrail: nsenter, which leads the terminal's session, would take it all down. */
const unharmed = ["bash", "-c", 'trap "" INT; exec "$@"', "bash"] as const;

/** A disposable system with tiny packages, as ann uses it. */
export interface AnnsSystem {
  readonly root: DisposableRoot;
  asAnn(...words: readonly string[]): RunEnd;
  onTerminal(...words: readonly string[]): TerminalSession;
  isInstalled(name: string): boolean;
  letWithoutPassword(): void;
  askForPassword(): void;
  removeAll(): void;
}

/** Builds the bundles and opens such a system; its root is to be closed afterwards. */
export async function openAnnsSystem(): Promise<AnnsSystem> {
  buildBundles();
  const root = await openDisposableRoot();
  offerTinyPackages(root);
  return {
    root,
    asAnn: (...words) => root.run([handrailOfAnn, ...words], { as: "ann" }),
    onTerminal: (...words) => {
      const environment = { TERM: "vt100" };
      const entering = root.enter([handrailOfAnn, ...words], { as: "ann", environment });
      return new TerminalSession([...unharmed, ...entering], { directory: "/", environment });
    },
    isInstalled: (name) =>
      root.run(["dpkg-query", "-W", "-f=${Status}", name]).output === "install ok installed",
    letWithoutPassword: () => root.do("echo 'ann ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ann"),
    askForPassword: () => root.do("rm -f /etc/sudoers.d/ann; rm -rf /run/sudo"),
    removeAll: () => root.do("apt-get -y purge tiny tiny-data broken slow >/dev/null 2>&1 || :"),
  };
}
