/** Whether a complaint of sudo's checker is about a name that no file of rules defines. */
export function isUndefinedAlias(complaint: string): boolean {
  return /\b\w+_Alias "[^"]*" referenced but not defined/.test(complaint);
}
