// Written by scripts/generate-indexes.ts from the files of tasks/: npm run indexes.
import type { WiredTask } from "./task-wiring.ts";

export const tasks: Readonly<Record<string, () => Promise<WiredTask>>> = {
  "configure-packages": async () =>
    (await import("./tasks/configure-packages.ts")).configurePackagesWiring,
  install: async () => (await import("./tasks/install.ts")).installWiring,
  level: async () => (await import("./tasks/level.ts")).levelWiring,
  "lock-account": async () => (await import("./tasks/lock-account.ts")).lockAccountWiring,
  "mend-sources": async () => (await import("./tasks/mend-sources.ts")).mendSourcesWiring,
  permissions: async () => (await import("./tasks/permissions.ts")).permissionsWiring,
  refresh: async () => (await import("./tasks/refresh.ts")).refreshWiring,
  remove: async () => (await import("./tasks/remove.ts")).removeWiring,
  restart: async () => (await import("./tasks/restart.ts")).restartWiring,
  "restore-permissions": async () =>
    (await import("./tasks/restore-permissions.ts")).restorePermissionsWiring,
  "ssh-login": async () => (await import("./tasks/ssh-login.ts")).sshLoginWiring,
  "take-configuration": async () =>
    (await import("./tasks/take-configuration.ts")).takeConfigurationWiring,
  update: async () => (await import("./tasks/update.ts")).updateWiring,
};
