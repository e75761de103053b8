import { type AccountDatabase, today } from "./account-database.ts";

/**
 * A new password is stored by the login library, which leaves no old text beside the file. Its
 * scrambled form has random salt in it.
 */
export function hideNewPassword(database: AccountDatabase, name: string): void {
  database.update("shadow", name, (row) => {
    const after = [...row];
    after[2] = today();
    return after;
  });
  database.hide("shadow", "how a password is scrambled is left to chance");
  database.write({ hasBackup: false });
}
