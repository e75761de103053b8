import { makePackagedAccess } from "../../system/packages/packaged-access.ts";
import { restorePermissionsTask } from "../../tasks/restore-permissions.ts";
import { gatherPermissions } from "../gather-permissions.ts";
import { wireTask } from "../task-wiring.ts";

export const restorePermissionsWiring = wireTask(restorePermissionsTask, (answers, session) => {
  const facts = gatherPermissions(answers, session);
  const { packages } = session.engine.machine.facts;
  const access = makePackagedAccess({ owners: packages.owners });
  const inodes = typeof facts.root === "string" ? [] : [facts.root, ...facts.below];
  return {
    ...facts,
    packaged: inodes
      .filter(({ path }) => packages.owners(path).length > 0)
      .map((inode) => ({ inode, access: access.of(inode.path) })),
  };
});
