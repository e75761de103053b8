import { realpathSync } from "node:fs";
import { dirname } from "node:path";
import { showName } from "../domain/text.ts";
import { isRootsOwn } from "../system/trusted-program.ts";
import { handrailProgram } from "./handrail-program.ts";

/**
 * What to say where others than root can change Handrail itself, or the Node it runs on: root is
 * about to run it. Undefined where only root can.
 */
export function ownPlaceRemark(): string | undefined {
  try {
    const program = realpathSync(handrailProgram());
    const parts = [program, dirname(program), realpathSync(process.execPath)];
    if (process.argv[1] !== undefined) parts.push(realpathSync(process.argv[1]));
    const weak = parts.find((part) => !isRootsOwn(part));
    if (weak === undefined) return undefined;
    return `Handrail itself can be changed without root's rights (${showName(weak)}): whoever changes it there acts as root when the next plan is carried out. Installed by root for everybody, it cannot.`;
  } catch {
    return undefined;
  }
}
