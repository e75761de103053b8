import type { Level } from "./finding.ts";
import type { Path } from "./world.ts";

/**
 * Everything that a plan's step may be. This is the closed set that the root helper accepts: it
 * makes the commands out of it by itself (plan/commands-of.ts), so that no command line is ever
 * handed to root.
 */
export type Action =
  /** Names with versions, exactly as reviewed: `nginx=1.22.1-9`; without, for removals. */
  | {
      readonly kind: "packages";
      readonly operation: "install" | "remove" | "purge" | "upgrade";
      readonly packages: readonly string[];
      /** Of them, those to be marked as wanted by other packages only. */
      readonly automatic?: readonly string[];
    }
  | { readonly kind: "refresh-packages" }
  /** Finishes what an interrupted run of the package manager left half done. */
  | { readonly kind: "configure-packages" }
  | {
      readonly kind: "change-mode";
      readonly path: Path;
      /** As chmod(1) takes it: octal, or symbolic such as `u=rwX,go=rX`. */
      readonly mode: string;
      readonly isRecursive: boolean;
      /** Below the path, only these; mounts are not crossed. */
      readonly only?: "files" | "directories";
    }
  | {
      readonly kind: "change-owner";
      readonly path: Path;
      readonly owner?: string;
      readonly group?: string;
      readonly isRecursive: boolean;
      /** Below the path, only these; mounts are not crossed. */
      readonly only?: "files" | "directories";
    }
  | {
      readonly kind: "change-acl";
      readonly path: Path;
      /** Entries as setfacl(1) takes them: `u:www-data:rX`. */
      readonly set: readonly string[];
      readonly remove: readonly string[];
      /** Directories also hand the entries on to what is made in them later. */
      readonly withDefaults: boolean;
      readonly isRecursive: boolean;
      /** Below the path, only these; mounts are not crossed. */
      readonly only?: "files" | "directories";
    }
  /** Puts the maintainer's version, kept beside a configuration file, in its place. */
  | { readonly kind: "take-configuration"; readonly path: Path; readonly from: Path }
  | {
      readonly kind: "service";
      readonly unit: string;
      readonly operation: "restart" | "reload" | "start" | "stop";
    }
  /** `password`: none logs in any more, keys still do; `whole`: no login at all. */
  | { readonly kind: "lock-account"; readonly user: string; readonly scope: "password" | "whole" }
  | {
      readonly kind: "ssh-login";
      readonly setting: SshSetting;
      readonly value: string;
      /** A file of its own that is read first, or the first line of the main one. */
      readonly place: "drop-in" | "main-file";
      /** The server is asked whether it understands its settings, before and after. */
      readonly isRunning: boolean;
    }
  | {
      readonly kind: "edit-source";
      readonly file: Path;
      readonly edit: SourceEdit;
      /** From 1: the source itself, or the options by which it is believed unsigned. */
      readonly lines: readonly number[];
    }
  | { readonly kind: "set-level"; readonly user: string; readonly level: Level }
  /** `parts`: how many the account's GECOS field has where it says no level. */
  | { readonly kind: "clear-level"; readonly user: string; readonly parts: number }
  /**
   * Brings back the files that an entry of the journal keeps: all, or where some changed since, as a
   * person says of each. `leave` stays as it is, `replace` comes back all the same.
   */
  | {
      readonly kind: "undo-entry";
      readonly entry: string;
      readonly leave?: readonly Path[];
      readonly replace?: readonly Path[];
    };

/** Settings of the ssh server that may be written, with their values in read-safety-action.ts. */
export type SshSetting = "PermitRootLogin" | "PermitEmptyPasswords";

/** What becomes of a source of packages that is believed without a signature. */
export type SourceEdit = "switch-off" | "demand-signature";
